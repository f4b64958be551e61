"""The doors of tasking: the only code that writes."""

from command.tasking.actions.advance import advance_task
from command.tasking.actions.archive import archive_attachment
from command.tasking.actions.assign import assign_task
from command.tasking.actions.attach import attach_to_task, state_task_needs
from command.tasking.actions.chase import climb_rungs, tell_overdue
from command.tasking.actions.check_in import check_in_team, tell_check_in
from command.tasking.actions.create import create_task
from command.tasking.actions.deliver import deliver_receipts
from command.tasking.actions.issue import issue_task
from command.tasking.actions.read import read_task
from command.tasking.actions.readdress import readdress_task
from command.tasking.actions.reassign import change_deadline, reassign_task, withdraw_task
from command.tasking.actions.rounds import end_series, make_round, stop_repeating
from command.tasking.actions.tick import tick_item

__all__ = [
    "advance_task",
    "archive_attachment",
    "assign_task",
    "attach_to_task",
    "change_deadline",
    "check_in_team",
    "climb_rungs",
    "create_task",
    "deliver_receipts",
    "end_series",
    "issue_task",
    "make_round",
    "read_task",
    "readdress_task",
    "reassign_task",
    "state_task_needs",
    "stop_repeating",
    "tell_check_in",
    "tell_overdue",
    "tick_item",
    "withdraw_task",
]
