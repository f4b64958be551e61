"""How the changes of an incident make its state."""

from command.core import regions
from command.core.folding import Fold, Values
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


def start(incident: Incident) -> Values:
    """Return the state of an incident to which nothing has happened yet."""
    return {
        "status": Status.REPORTED.value,
        "grade": None,
        "lead_authority": regions.city_of(incident.region_id),
        "command_offered_to": "",
        "command_offer_id": None,
        "joint": False,
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
            return {"grade": data["grade"]}
        case "shared":
            return {"joint": True}
        case "command_offered":
            return {"command_offered_to": data["to"], "command_offer_id": change.id}
        case "command_accepted":
            return {
                "lead_authority": data["by"],
                "command_offered_to": "",
                "command_offer_id": None,
            }
    return {}


INCIDENT = Fold(
    header=Incident,
    change=IncidentChange,
    state=IncidentState,
    link="incident",
    start=start,
    apply=apply,
)
