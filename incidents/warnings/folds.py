"""How what happens to an obligation makes its state."""

from datetime import datetime
from uuid import UUID

from command.core.folding import Fold, Values
from incidents.warnings.lifecycle import DESK_RUNG, Duty
from incidents.warnings.models import Obligation, ObligationChange, ObligationState

ESCALATED, DECIDED = "escalated", "decided"


def start(obligation: Obligation) -> Values:
    """Return the state of an obligation that has just begun."""
    return {
        "status": Duty.OPEN.value,
        "rung": DESK_RUNG,
        "chase_at": obligation.commander_at,
        "decided_by_id": None,
        "decided_at": None,
        "reason": "",
        "incident_id": obligation.incident_id,
        "updated_at": obligation.started_at,
    }


def apply(_before: Values, change: ObligationChange) -> Values:
    """Return what one change sets."""
    data = change.data
    if change.kind == ESCALATED:
        chase_at = data["chase_at"]
        return {
            "rung": data["rung"],
            "chase_at": datetime.fromisoformat(chase_at) if chase_at else None,
            "updated_at": change.occurred_at,
        }
    incident = data.get("incident")
    return {
        "status": data["status"],
        "chase_at": None,
        "decided_by_id": change.actor_id,
        "decided_at": change.occurred_at,
        "reason": data["reason"],
        **({"incident_id": UUID(incident)} if incident else {}),
        "updated_at": change.occurred_at,
    }


OBLIGATION = Fold(
    header=Obligation,
    change=ObligationChange,
    state=ObligationState,
    link="obligation",
    start=start,
    apply=apply,
)
