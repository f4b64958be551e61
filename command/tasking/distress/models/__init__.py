"""The tables of distress."""

from command.tasking.distress.models.call import HelpAct, HelpCall, HelpState
from command.tasking.distress.models.rule import HelpRung

__all__ = ["HelpAct", "HelpCall", "HelpRung", "HelpState"]
