"""Reading coverage."""

from resources.coverage.selectors.cards import GapCard, MoveUpCard
from resources.coverage.selectors.gaps import (
    gap_card,
    gap_of,
    gaps,
    move_card,
    moves,
    open_gaps,
    places_of,
)

__all__ = [
    "GapCard",
    "MoveUpCard",
    "gap_card",
    "gap_of",
    "gaps",
    "move_card",
    "moves",
    "open_gaps",
    "places_of",
]
