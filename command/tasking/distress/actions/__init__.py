"""The doors of distress: the only code that writes."""

from command.tasking.distress.actions.answer import acknowledge_help, close_help
from command.tasking.distress.actions.call import cancel_help, move_help, raise_help
from command.tasking.distress.actions.climb import climb_help
from command.tasking.distress.actions.follow import draft_rescue, report_distress
from command.tasking.distress.actions.silence import silence_call
from command.tasking.distress.actions.speak import announce_help_voice, attach_help_voice

__all__ = [
    "acknowledge_help",
    "announce_help_voice",
    "attach_help_voice",
    "cancel_help",
    "climb_help",
    "close_help",
    "draft_rescue",
    "move_help",
    "raise_help",
    "report_distress",
    "silence_call",
]
