"""How the changes of a plan at work, and the marks on a notice, make their state."""

from typing import Any, Final

from command.core.folding import Fold, Values
from plans.activation.models import (
    ActivationChange,
    ActivationState,
    NoticeMark,
    NoticeState,
    PlanNotice,
)
from plans.models import Activation

STARTED: Final = "started"
STEPPED: Final = "stepped"
AMENDED: Final = "amended"
ADDED: Final = "added"
SKIPPED: Final = "skipped"
SAID: Final = "said"
ENDED: Final = "ended"


def _start(activation: Activation) -> Values:
    return {
        "status": ActivationState.Status.RUNNING,
        "level": 0,
        "skipped": [],
        "amended": {},
        "added": [],
        "said": [],
        "reason": "",
        "at": activation.activated_at,
    }


def _apply(values: Values, change: ActivationChange) -> Values:
    data, at = change.data, change.occurred_at
    match change.kind:
        case "started":
            return {"level": data["level"], "at": at}
        case "stepped":
            skipped = [key for key in values["skipped"] if key not in data["issued"]]
            skipped += [key for key in data["withdrawn"] if key not in skipped]
            return {"level": data["level"], "skipped": skipped, "at": at}
        case "amended":
            before = values["amended"].get(data["key"], {})
            told = {**values["amended"], data["key"]: {**before, **data["with"]}}
            return {"amended": told, "at": at}
        case "added":
            return {"added": [*values["added"], data["step"]], "at": at}
        case "skipped":
            return {"skipped": [*values["skipped"], data["key"]], "at": at}
        case "said":
            return {"said": [*values["said"], data["condition"]], "at": at}
        case "ended":
            return {"status": "ended", "reason": data["reason"], "at": at}
    raise AssertionError(change.kind)


COURSES = Fold(
    header=Activation,
    change=ActivationChange,
    state=ActivationState,
    link="activation",
    start=_start,
    apply=_apply,
)

STAGES: Final = list(NoticeState.Stage)
STAMPED: Final = {"delivered": 1, "read": 2, "confirmed": 3}


def _mark(values: Values, mark: NoticeMark) -> Values:
    """Raise a notice to the stage of the mark; what lies between happened by then too."""
    after: Values = {}
    if STAGES.index(NoticeState.Stage(mark.kind)) > STAGES.index(
        NoticeState.Stage(values["stage"])
    ):
        after["stage"] = mark.kind
    for stage, rank in STAMPED.items():
        if rank <= STAMPED.get(mark.kind, 0) and values[f"{stage}_at"] is None:
            after[f"{stage}_at"] = mark.occurred_at
    return after


def queued(notice: Any) -> Values:
    """Return the state of a notice that nobody has touched."""
    return {
        "stage": NoticeState.Stage.QUEUED,
        "due_at": notice.due_at,
        "delivered_at": None,
        "read_at": None,
        "confirmed_at": None,
    }


NOTICES = Fold(
    header=PlanNotice,
    change=NoticeMark,
    state=NoticeState,
    link="notice",
    start=queued,
    apply=_mark,
)
