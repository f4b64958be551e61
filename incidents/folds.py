"""How the changes of an incident make its state."""

from uuid import UUID

from command.core import regions
from command.core.folding import Change, Fold, Values
from incidents.lifecycle import Status
from incidents.models import (
    Incident,
    IncidentChange,
    IncidentState,
)

MOVED = "moved"
GRADED = "graded"
SHARED = "shared"
OFFERED = "command_offered"
ACCEPTED = "command_accepted"
WITHDRAWN = "command_withdrawn"
REFUSED = "command_refused"
CONFIRMED = "grade_confirmed"
MERGED = "merged"
ABSORBED = "absorbed"
LINKED = "linked"


def start(incident: Incident) -> Values:
    """Return the state of an incident to which nothing has happened yet."""
    return {
        "status": Status.REPORTED.value,
        "grade": None,
        "preliminary_grade": None,
        "confirmed_grade": None,
        "lead_authority": regions.city_of(incident.region_id),
        "command_offered_to": "",
        "command_offer_id": None,
        "joint": False,
        "merged_into": None,
        "parent_incident": None,
        "updated_at": incident.reported_at,
    }


def apply(_before: Values, change: IncidentChange) -> Values:
    """Return what one change sets; none depends on those before it."""
    return {**_set_by(change), "updated_at": change.occurred_at}


def _set_by(change: IncidentChange) -> Values:
    data = change.data
    match change.kind:
        case "moved":
            return {"status": data["status"]}
        case "graded":
            return {"grade": data["grade"], "preliminary_grade": data["grade"]}
        case "grade_confirmed":
            return {"grade": data["grade"], "confirmed_grade": data["grade"]}
        case "merged":
            return {"status": Status.MERGED.value, "merged_into": UUID(data["into"])}
        case "linked":
            return {"parent_incident": UUID(data["parent"]) if data["parent"] else None}
        case "shared":
            return {"joint": True}
    return command_set_by(change)


def command_set_by(change: Change) -> Values:
    """Return what a step of the transfer of command sets; of anything that is led.

    The offer is a row of the giver, the acceptance or refusal one of the taker.
    """
    over: Values = {"command_offered_to": "", "command_offer_id": None}
    match change.kind:
        case "command_offered":
            return {"command_offered_to": change.data["to"], "command_offer_id": change.id}
        case "command_accepted":
            return {"lead_authority": change.data["by"], **over}
        case "command_withdrawn" | "command_refused":
            return over
    return {}


INCIDENT = Fold(
    header=Incident,
    change=IncidentChange,
    state=IncidentState,
    link="incident",
    start=start,
    apply=apply,
)
