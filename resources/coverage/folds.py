"""How what happens to a gap makes its state."""

from command.core.folding import Fold, Values
from resources.coverage.lifecycle import GapStatus
from resources.coverage.models import Gap, GapChange, GapState

ACKNOWLEDGED = "acknowledged"
CLOSED = "closed"


def start(gap: Gap) -> Values:
    """Return the state of a gap that has just been found."""
    return {
        "rule": gap.rule,
        "area_id": gap.area_id,
        "world": gap.exercise_id,
        "status": GapStatus.OPEN.value,
        "acknowledged_by_id": None,
        "acknowledged_at": None,
        "updated_at": gap.opened_at,
    }


def apply(_before: Values, change: GapChange) -> Values:
    """Return what one change sets."""
    if change.kind == ACKNOWLEDGED:
        return {
            "status": GapStatus.ACKNOWLEDGED.value,
            "acknowledged_by_id": change.actor_id,
            "acknowledged_at": change.occurred_at,
            "updated_at": change.occurred_at,
        }
    return {"status": GapStatus.CLOSED.value, "updated_at": change.occurred_at}


GAPS = Fold(header=Gap, change=GapChange, state=GapState, link="gap", start=start, apply=apply)
