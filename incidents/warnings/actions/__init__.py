"""The doors of warnings: the only code that writes."""

from incidents.warnings.actions.acknowledge import acknowledge_warning, tell_expired
from incidents.warnings.actions.decide import (
    decide_obligation,
    escalate_obligation,
    meet_obligations,
)
from incidents.warnings.actions.issue import cancel_warning, issue_warning, update_warning
from incidents.warnings.actions.take_in import TakenIn, import_warning

__all__ = [
    "TakenIn",
    "acknowledge_warning",
    "cancel_warning",
    "decide_obligation",
    "escalate_obligation",
    "import_warning",
    "issue_warning",
    "meet_obligations",
    "tell_expired",
    "update_warning",
]
