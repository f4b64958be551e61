"""The doors of the interlock."""

from plans.interlock.actions.answer import answer_shortfall
from plans.interlock.actions.climb import climb_shortfall, escalate_shortfall
from plans.interlock.actions.keep import close_shortfall, open_shortfall
from plans.interlock.actions.look import note_look
from plans.interlock.actions.take import take_shortfall

__all__ = [
    "answer_shortfall",
    "climb_shortfall",
    "close_shortfall",
    "escalate_shortfall",
    "note_look",
    "open_shortfall",
    "take_shortfall",
]
