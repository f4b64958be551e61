"""The tables of tasking, one concept a file."""

from command.tasking.models.attached import TaskAttachment
from command.tasking.models.receipt import Receipt, ReceiptMark, ReceiptState
from command.tasking.models.rule import TaskLimit, TaskTemplate
from command.tasking.models.task import (
    REASON_LENGTH,
    Task,
    TaskChange,
    TaskCounter,
    TaskState,
)

__all__ = [
    "REASON_LENGTH",
    "Receipt",
    "ReceiptMark",
    "ReceiptState",
    "Task",
    "TaskAttachment",
    "TaskChange",
    "TaskCounter",
    "TaskLimit",
    "TaskState",
    "TaskTemplate",
]
