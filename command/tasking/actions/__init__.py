"""The doors of tasking: the only code that writes."""

from command.tasking.actions.advance import advance_task
from command.tasking.actions.assign import assign_task
from command.tasking.actions.chase import climb_rungs, tell_overdue
from command.tasking.actions.create import create_task
from command.tasking.actions.deliver import deliver_receipts
from command.tasking.actions.issue import issue_task
from command.tasking.actions.read import read_task
from command.tasking.actions.readdress import readdress_task
from command.tasking.actions.tick import tick_item

__all__ = [
    "advance_task",
    "assign_task",
    "climb_rungs",
    "create_task",
    "deliver_receipts",
    "issue_task",
    "read_task",
    "readdress_task",
    "tell_overdue",
    "tick_item",
]
