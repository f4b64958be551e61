"""The tables of tasking, one concept a file."""

from command.tasking.models.receipt import Receipt, ReceiptMark, ReceiptState
from command.tasking.models.task import Task, TaskChange, TaskCounter, TaskState

__all__ = [
    "Receipt",
    "ReceiptMark",
    "ReceiptState",
    "Task",
    "TaskChange",
    "TaskCounter",
    "TaskState",
]
