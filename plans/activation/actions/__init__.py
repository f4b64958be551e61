"""The doors of plans at work: the only code that writes."""

from plans.activation.actions.amend import amend_activation, confirm_condition
from plans.activation.actions.contacts import keep_contact, keep_contacts
from plans.activation.actions.deliver import deliver_notices
from plans.activation.actions.end import end_activation
from plans.activation.actions.mark import mark_notice
from plans.activation.actions.sign import ask_start, sign_activation
from plans.activation.actions.step import step_activation

__all__ = [
    "amend_activation",
    "ask_start",
    "confirm_condition",
    "deliver_notices",
    "end_activation",
    "keep_contact",
    "keep_contacts",
    "mark_notice",
    "sign_activation",
    "step_activation",
]
