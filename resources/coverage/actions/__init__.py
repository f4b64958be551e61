"""The doors of coverage."""

from resources.coverage.actions.gaps import acknowledge_gap, close_gap, open_gap
from resources.coverage.actions.moves import end_move_up, order_move_up, report_arrival

__all__ = [
    "acknowledge_gap",
    "close_gap",
    "end_move_up",
    "open_gap",
    "order_move_up",
    "report_arrival",
]
