"""The doors of messaging: the only code that writes."""

from incidents.messaging.actions.call import handle_call, log_call
from incidents.messaging.actions.chase import chase_message
from incidents.messaging.actions.instruct import (
    answer_instruction,
    close_instruction,
    forward_instruction,
    give_instruction,
    tell_late_instruction,
)
from incidents.messaging.actions.readdress import readdress_message
from incidents.messaging.actions.receive import deliver_messages, mark_read, read_back
from incidents.messaging.actions.send import send_message
from incidents.messaging.actions.withdraw import withdraw_message

__all__ = [
    "answer_instruction",
    "chase_message",
    "close_instruction",
    "deliver_messages",
    "forward_instruction",
    "give_instruction",
    "handle_call",
    "log_call",
    "mark_read",
    "read_back",
    "readdress_message",
    "send_message",
    "tell_late_instruction",
    "withdraw_message",
]
