"""The doors of joint: the only code that writes."""

from incidents.joint.actions.command import (
    accept_operation_command,
    offer_operation_command,
    refuse_operation_command,
    withdraw_operation_command,
)
from incidents.joint.actions.consultation import (
    conclude_consultation,
    convene_consultation,
    start_consultation,
)
from incidents.joint.actions.decide import link_task, record_decision, record_outcome
from incidents.joint.actions.hold import hold_consultation
from incidents.joint.actions.members import (
    extend_operation,
    join_operation,
    leave_operation,
)
from incidents.joint.actions.minutes import cancel_consultation, correct_consultation
from incidents.joint.actions.notify import notify_neighbours, waive_notification
from incidents.joint.actions.objectives import reach_objective, set_objectives
from incidents.joint.actions.operation import (
    end_operation,
    open_operation,
    widen_operation,
)
from incidents.joint.actions.receive import (
    acknowledge_notification,
    escalate_notification,
    log_notification_call,
    see_notification,
)

__all__ = [
    "accept_operation_command",
    "acknowledge_notification",
    "cancel_consultation",
    "conclude_consultation",
    "convene_consultation",
    "correct_consultation",
    "end_operation",
    "escalate_notification",
    "extend_operation",
    "hold_consultation",
    "join_operation",
    "leave_operation",
    "link_task",
    "log_notification_call",
    "notify_neighbours",
    "offer_operation_command",
    "open_operation",
    "reach_objective",
    "record_decision",
    "record_outcome",
    "refuse_operation_command",
    "see_notification",
    "set_objectives",
    "start_consultation",
    "waive_notification",
    "widen_operation",
    "withdraw_operation_command",
]
