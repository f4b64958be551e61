"""The tables of joint, one concept a file."""

from incidents.joint.models.consultation import (
    Consultation,
    ConsultationChange,
    ConsultationState,
)
from incidents.joint.models.decision import Decision, DecisionOutcome, DecisionTask
from incidents.joint.models.notification import (
    Addressee,
    AddresseeMark,
    AddresseeState,
    Notification,
    NotificationWaiver,
)
from incidents.joint.models.operation import (
    JointOperation,
    OperationChange,
    OperationShare,
    OperationState,
)
from incidents.joint.models.rule import NotificationRule

__all__ = [
    "Addressee",
    "AddresseeMark",
    "AddresseeState",
    "Consultation",
    "ConsultationChange",
    "ConsultationState",
    "Decision",
    "DecisionOutcome",
    "DecisionTask",
    "JointOperation",
    "Notification",
    "NotificationRule",
    "NotificationWaiver",
    "OperationChange",
    "OperationShare",
    "OperationState",
]
