"""The doors of the field."""

from command.field.actions.phones import note_phone
from command.field.actions.receive import Answer, NotYet, Sent, receive_operation
from command.field.actions.settle import settle_conflict

__all__ = [
    "Answer",
    "NotYet",
    "Sent",
    "note_phone",
    "receive_operation",
    "settle_conflict",
]
