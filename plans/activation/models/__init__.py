"""The tables of plans at work, one concept a file."""

from plans.activation.models.contact import Contact
from plans.activation.models.course import ActivationChange, ActivationState
from plans.activation.models.notice import NoticeMark, NoticeState, PlanNotice
from plans.activation.models.signing import (
    StartRequest,
    StartSignature,
    StartSignatureRule,
)

__all__ = [
    "ActivationChange",
    "ActivationState",
    "Contact",
    "NoticeMark",
    "NoticeState",
    "PlanNotice",
    "StartRequest",
    "StartSignature",
    "StartSignatureRule",
]
