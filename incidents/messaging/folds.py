"""How the changes of messages, receipts and instructions make their state."""

from datetime import datetime

from command.core.folding import Fold, Values
from incidents.messaging.models import (
    Instruction,
    InstructionChange,
    InstructionState,
    Message,
    MessageChange,
    MessageState,
    Receipt,
    ReceiptMark,
    ReceiptState,
)

# Kinds of change of a message.
WITHDRAWN, CHASED, SETTLED, AWAITED = "withdrawn", "chased", "settled", "awaited"
# Kinds of change of an instruction.
FORWARDED, ANSWERED, LATE_TOLD, CLOSED = "forwarded", "answered", "late_told", "closed"

Stage = ReceiptState.Stage
STAGES = list(Stage)
Status = InstructionState.Status


def _message(_values: Values, change: MessageChange) -> Values:
    match change.kind:
        case "withdrawn":
            return {
                "withdrawn_at": change.occurred_at,
                "withdrawn_by_id": change.actor_id,
                "reason": change.data["reason"],
                "awaits": False,
                "chase_at": None,
                "at": change.occurred_at,
            }
        case "chased":
            return {"rung": change.data["rung"], "chase_at": _time(change.data["chase_at"])}
        case "awaited":
            return {"awaits": True, "chase_at": _time(change.data["chase_at"])}
        case "settled":
            return {"awaits": False, "chase_at": None}
    return {}


def _receipt(values: Values, mark: ReceiptMark) -> Values:
    """Raise a receipt to the stage of the mark; what lies between happened by then too."""
    reached = STAGES.index(Stage(mark.kind))
    after: Values = {}
    if reached > STAGES.index(Stage(values["stage"])):
        after["stage"] = STAGES[reached]
    for stage in STAGES[1 : reached + 1]:
        if values[f"{stage}_at"] is None:
            after[f"{stage}_at"] = mark.occurred_at
    if mark.kind == Stage.READ_BACK and not values["words"]:
        after["words"] = mark.data["words"]
    return after


def _instruction(values: Values, change: InstructionChange) -> Values:
    after: Values = {"at": change.occurred_at}
    match change.kind:
        case "forwarded":
            if values["status"] == Status.GIVEN:
                after["status"] = Status.FORWARDED
        case "answered":
            after |= {
                "status": Status.ANSWERED,
                "answers": values["answers"] + 1,
                "answered_at": values["answered_at"] or change.occurred_at,
            }
        case "late_told":
            after["late_told_at"] = change.occurred_at
        case "closed":
            after |= {"status": Status.CLOSED, "closed_at": change.occurred_at}
    return after


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


MESSAGES = Fold(
    header=Message,
    change=MessageChange,
    state=MessageState,
    link="message",
    start=lambda message: {
        "withdrawn_at": None,
        "withdrawn_by_id": None,
        "reason": "",
        "awaits": False,
        "rung": 0,
        "chase_at": None,
        "at": message.sent_at,
    },
    apply=_message,
)
RECEIPTS = Fold(
    header=Receipt,
    change=ReceiptMark,
    state=ReceiptState,
    link="receipt",
    start=lambda _header: {
        "stage": Stage.QUEUED,
        "delivered_at": None,
        "read_at": None,
        "read_back_at": None,
        "words": "",
    },
    apply=_receipt,
)
INSTRUCTIONS = Fold(
    header=Instruction,
    change=InstructionChange,
    state=InstructionState,
    link="instruction",
    start=lambda instruction: {
        "status": Status.GIVEN,
        "answers": 0,
        "answered_at": None,
        "closed_at": None,
        "late_told_at": None,
        "at": instruction.given_at,
    },
    apply=_instruction,
)
