"""The tables of distress."""

from command.tasking.distress.models.call import HelpAct, HelpCall, HelpState
from command.tasking.distress.models.rule import HelpRung
from command.tasking.distress.models.voice import HelpVoice

__all__ = ["HelpAct", "HelpCall", "HelpRung", "HelpState", "HelpVoice"]
