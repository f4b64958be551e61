"""How the changes of a report make its state."""

from datetime import datetime
from uuid import UUID

from command.core.folding import Fold, Values
from command.core.times import iso
from incidents.reports.lifecycle import Status
from incidents.reports.models import Report, ReportChange, ReportState

EDITED = "edited"
SUBMITTED = "submitted"
PASSED = "passed"
RETURNED = "returned"
SIGNED = "signed"
SENT = "sent"
ACKNOWLEDGED = "acknowledged"


def start(report: Report) -> Values:
    """Return the state of a report to which nothing has happened yet."""
    return {
        "status": Status.DRAFT.value,
        "number": "",
        "fields": {},
        "figures": None,
        "submitter_id": None,
        "reviewer_id": None,
        "signer_id": None,
        "reason": "",
        "signed_at": None,
        "sent_at": None,
        "acknowledged": {},
        "updated_at": report.occurred_at,
    }


def apply(before: Values, change: ReportChange) -> Values:
    """Return what one change sets."""
    return {**_set_by(before, change), "updated_at": change.occurred_at}


def _set_by(before: Values, change: ReportChange) -> Values:
    data, actor = change.data, change.actor_id
    match change.kind:
        case "edited":
            return {"fields": {**before["fields"], **_edited(change)}}
        case "submitted":
            return {"status": Status.IN_REVIEW.value, "submitter_id": actor, "reason": ""}
        case "passed":
            return {"status": Status.REVIEWED.value, "reviewer_id": actor}
        case "returned":
            return {
                "status": Status.DRAFT.value,
                "reason": data["reason"],
                "reviewer_id": None,
            }
        case "signed":
            return {
                "status": Status.SIGNED.value,
                "signer_id": actor,
                "signed_at": change.occurred_at,
                "number": data["number"],
                "figures": data["figures"],
            }
        case "sent":
            return {"status": Status.SENT.value, "sent_at": change.occurred_at}
        case "acknowledged":
            return _acknowledged(before, change)
    return {}


def _edited(change: ReportChange) -> Values:
    mark = {
        "version": change.step,
        "by": str(change.actor_id) if change.actor_id else None,
        "at": _moment(change.occurred_at),
    }
    return {name: {**given, **mark} for name, given in change.data["fields"].items()}


def _acknowledged(before: Values, change: ReportChange) -> Values:
    receipt = {
        "by": str(change.actor_id) if change.actor_id else None,
        "at": _moment(change.occurred_at),
        "note": change.data.get("note", ""),
    }
    received = {**before["acknowledged"], change.data["level"]: receipt}
    done = not set(change.data["asked"]) - set(received)
    status = Status.ACKNOWLEDGED if done else Status.SENT
    return {"acknowledged": received, "status": status.value}


def _moment(at: datetime) -> str:
    return iso(at)


def person_id(text: str | None) -> UUID | None:
    """Return the key of a person from a field's mark."""
    return UUID(text) if text else None


REPORT = Fold(
    header=Report,
    change=ReportChange,
    state=ReportState,
    link="report",
    start=start,
    apply=apply,
)
