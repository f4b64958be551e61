"""How what happens to a quiet area makes its state."""

from uuid import UUID

from command.core.folding import Fold, Values
from incidents.monitoring.quiet.models import QuietArea, QuietAreaChange, QuietAreaState

WANTED = "wanted"
TASKED = "tasked"
ENDED = "ended"


def start(area: QuietArea) -> Values:
    """Return the state of an area that has just been found quiet."""
    return {
        "region_id": area.region_id,
        "township_id": area.township_id,
        "exercise_id": area.exercise_id,
        "incident_id": None,
        "task": None,
        "task_number": "",
        "ended_at": None,
        "ending": "",
        "heard_zh": "",
        "heard_en": "",
        "updated_at": area.noticed_at,
    }


def apply(_before: Values, change: QuietAreaChange) -> Values:
    """Return what one change sets."""
    data, at = change.data, {"updated_at": change.occurred_at}
    if change.kind == WANTED:
        return at | {"incident_id": UUID(data["incident"])}
    if change.kind == TASKED:
        return at | {"task": UUID(data["task"]), "task_number": data["number"]}
    return at | {
        "ended_at": change.occurred_at,
        "ending": data["ending"],
        "heard_zh": data["heard_zh"],
        "heard_en": data["heard_en"],
    }


AREAS = Fold(
    header=QuietArea,
    change=QuietAreaChange,
    state=QuietAreaState,
    link="area",
    start=start,
    apply=apply,
)
