"""The tables of warnings, and of what they and grave responses ask of people."""

from incidents.warnings.models.obligation import (
    Obligation,
    ObligationChange,
    ObligationState,
)
from incidents.warnings.models.rules import (
    IssuingUnit,
    MeasureRule,
    ObligationRule,
    SignatureRule,
)
from incidents.warnings.models.signature import ResponseSignature
from incidents.warnings.models.warning import (
    PublicWarning,
    WarningAcknowledgement,
    WarningVersion,
)

__all__ = [
    "IssuingUnit",
    "MeasureRule",
    "Obligation",
    "ObligationChange",
    "ObligationRule",
    "ObligationState",
    "PublicWarning",
    "ResponseSignature",
    "SignatureRule",
    "WarningAcknowledgement",
    "WarningVersion",
]
