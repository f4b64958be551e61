"""How changes make the state of operations, receipts and consultations. Pure."""

from datetime import datetime

from command.core.folding import Fold, Values
from command.core.times import iso
from incidents.folds import command_set_by
from incidents.joint.lifecycle import ConsultationStatus, OperationStatus, Stage
from incidents.joint.models import (
    Addressee,
    AddresseeMark,
    AddresseeState,
    Consultation,
    ConsultationChange,
    ConsultationState,
    JointOperation,
    OperationChange,
    OperationState,
)

OPENED, JOINED, LEFT, EXTENDED = "opened", "joined", "left", "extended"
OBJECTIVES, REACHED = "objectives", "reached"
WIDENED, ENDED = "widened", "ended"
SENT, SEEN, ACKNOWLEDGED, ESCALATED = "sent", "seen", "acknowledged", "escalated"
CONVENED, STARTED, CONCLUDED = "convened", "started", "concluded"
CORRECTED, CANCELLED = "corrected", "cancelled"


def _operation_start(operation: JointOperation) -> Values:
    return {
        "status": OperationStatus.OPEN.value,
        "lead_authority": operation.origin,
        "command_offered_to": "",
        "command_offer_id": None,
        "objectives": [],
        "reached": {},
        "incidents": [str(operation.incident_id)],
        "members": {},
        "ended_at": None,
        "updated_at": operation.opened_at,
    }


def _operation_apply(before: Values, change: OperationChange) -> Values:
    return {**_operation_set(before, change), "updated_at": change.occurred_at}


def _operation_set(before: Values, change: OperationChange) -> Values:
    data, at = change.data, iso(change.occurred_at)
    match change.kind:
        case "opened":
            return {
                "lead_authority": data["lead"],
                "objectives": data["objectives"],
                "incidents": data["incidents"],
                "members": _joined({}, data, at),
            }
        case "joined":
            return {"members": _joined(before["members"], data, at)}
        case "extended":
            longer = {
                code: {**before["members"][code], "until": data["until"]}
                for code in data["members"]
            }
            return {"members": {**before["members"], **longer}}
        case "left":
            gone = {**before["members"][data["city"]], "left": at}
            return {"members": {**before["members"], data["city"]: gone}}
        case "objectives":
            aims = data["objectives"]
            kept = {aim: told for aim, told in before["reached"].items() if aim in aims}
            return {"objectives": aims, "reached": kept}
        case "reached":
            others = {k: v for k, v in before["reached"].items() if k != data["objective"]}
            told = {data["objective"]: {"at": at, "by": data["by"]}} if data["reached"] else {}
            return {"reached": {**others, **told}}
        case "widened":
            return {"incidents": [*before["incidents"], data["incident"]]}
        case "ended":
            return {
                "status": OperationStatus.ENDED.value,
                "ended_at": change.occurred_at,
                "command_offered_to": "",
                "command_offer_id": None,
            }
    return command_set_by(change)


def _joined(before: Values, data: Values, at: str) -> Values:
    new = {
        code: {"since": at, "until": data["until"], "left": None} for code in data["members"]
    }
    return {**before, **new}


OPERATION = Fold(
    header=JointOperation,
    change=OperationChange,
    state=OperationState,
    link="operation",
    start=_operation_start,
    apply=_operation_apply,
)


def _receipt_start(_addressee: Addressee) -> Values:
    return {
        "stage": Stage.SENT.value,
        "seen_at": None,
        "seen_by": "",
        "acknowledged_at": None,
        "acknowledged_by": "",
        "by_phone": False,
        "remark": "",
        "chase_at": None,
        "escalated_at": None,
    }


def _receipt_apply(before: Values, mark: AddresseeMark) -> Values:
    data = mark.data
    match mark.kind:
        case "sent":
            return {"chase_at": _moment(data["chase_at"])}
        case "seen" if before["stage"] == Stage.SENT:
            return {
                "stage": Stage.SEEN.value,
                "seen_at": mark.occurred_at,
                "seen_by": data["name"],
            }
        case "acknowledged":
            return {
                "stage": Stage.ACKNOWLEDGED.value,
                "acknowledged_at": mark.occurred_at,
                "acknowledged_by": data["name"],
                "by_phone": data["by_phone"],
                "remark": data["remark"],
                "chase_at": None,
            }
        case "escalated":
            return {"chase_at": None, "escalated_at": mark.occurred_at}
    return {}


RECEIPT = Fold(
    header=Addressee,
    change=AddresseeMark,
    state=AddresseeState,
    link="addressee",
    start=_receipt_start,
    apply=_receipt_apply,
)


def _consultation_start(consultation: Consultation) -> Values:
    return {
        "status": ConsultationStatus.PLANNED.value,
        "participants": [],
        "agenda": [],
        "situation": "",
        "trend": "",
        "risks": "",
        "reason": "",
        "version": 1,
        "started_at": None,
        "ended_at": None,
        "next_at": None,
        "minuted_by_id": None,
        "updated_at": consultation.occurred_at,
    }


def _consultation_apply(before: Values, change: ConsultationChange) -> Values:
    return {**_consultation_set(before, change), "updated_at": change.occurred_at}


def _consultation_set(before: Values, change: ConsultationChange) -> Values:
    data = change.data
    match change.kind:
        case "convened":
            return {"participants": data["participants"], "agenda": data["agenda"]}
        case "started":
            return {
                "status": ConsultationStatus.IN_SESSION.value,
                "started_at": change.occurred_at,
            }
        case "concluded":
            return {
                "status": ConsultationStatus.CONCLUDED.value,
                "ended_at": change.occurred_at,
                "minuted_by_id": change.actor_id,
                **_minutes(data),
            }
        case "corrected":
            return {
                "version": before["version"] + 1,
                "reason": data["reason"],
                **_minutes(data),
            }
        case "cancelled":
            return {"status": ConsultationStatus.CANCELLED.value, "reason": data["reason"]}
    return {}


def _minutes(data: Values) -> Values:
    return {
        "participants": data["participants"],
        "situation": data["situation"],
        "trend": data["trend"],
        "risks": data["risks"],
        "next_at": _moment(data["next_at"]),
    }


def _moment(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given else None


CONSULTATION = Fold(
    header=Consultation,
    change=ConsultationChange,
    state=ConsultationState,
    link="consultation",
    start=_consultation_start,
    apply=_consultation_apply,
)
