"""How the marks on a receipt make its state: the ladder of an order, person by person."""

from typing import Final

from command.core.folding import Fold, Values
from command.tasking.models import Receipt, ReceiptMark, ReceiptState

Stage = ReceiptState.Stage
# The ladder. A refusal stands beside it.
RETURNED: Final = "returned"  # more work is wanted: no stage, a step back
STAGES: Final[list[Stage]] = [stage for stage in Stage if stage != Stage.REFUSED]


def reached(stage: str) -> int:
    """Return how far up the ladder a stage is; a refused order was read, and no more."""
    return STAGES.index(Stage.READ if stage == Stage.REFUSED else Stage(stage))


def would_raise(state: ReceiptState, stage: str) -> bool:
    """Return whether a mark of ``stage`` would change the receipt."""
    if stage == Stage.REFUSED:
        return state.stage != Stage.REFUSED and reached(state.stage) <= reached(Stage.ACCEPTED)
    return reached(stage) > reached(state.stage)


def _stamp(values: Values, mark: ReceiptMark) -> Values:
    """Raise a receipt to the stage of the mark; what lies between happened by then too."""
    if mark.kind == Stage.REFUSED:
        return _refuse(values, mark)
    if mark.kind == RETURNED:
        back = values["stage"] == Stage.DONE
        return {"stage": Stage.ON_SCENE, "done_at": None} if back else {}
    height = reached(mark.kind)
    after: Values = {}
    if height > reached(values["stage"]):
        # Whoever takes the order after all has not refused it.
        after = {"stage": STAGES[height], "refused_at": None, "reason": ""}
    return after | _dated(values, mark, height)


def _refuse(values: Values, mark: ReceiptMark) -> Values:
    if reached(values["stage"]) > reached(Stage.ACCEPTED):
        return {}
    after = {
        "stage": Stage.REFUSED,
        "accepted_at": None,
        "refused_at": mark.occurred_at,
        "reason": mark.data.get("reason", ""),
    }
    return after | _dated(values, mark, reached(Stage.READ))


def _dated(values: Values, mark: ReceiptMark, height: int) -> Values:
    return {
        f"{stage}_at": mark.occurred_at
        for stage in STAGES[1 : height + 1]
        if values[f"{stage}_at"] is None
    }


RECEIPTS = Fold(
    header=Receipt,
    change=ReceiptMark,
    state=ReceiptState,
    link="receipt",
    start=lambda _receipt: {
        "stage": Stage.QUEUED,
        "reason": "",
        "refused_at": None,
        **{f"{stage}_at": None for stage in STAGES[1:]},
    },
    apply=_stamp,
)
