"""What the forms of joint command begin with, and what may be chosen in them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime, now
from django.utils.translation import gettext

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Person
from command.core.policies import holds
from incidents.joint.fields import Choices
from incidents.joint.selectors import consultations, operations
from incidents.joint.selectors.known import citable
from incidents.joint.selectors.notifications import neighbours_of
from incidents.models import Incident
from incidents.rights import SHARING
from incidents.selectors import open_to
from incidents.words import grade

Data = dict[str, Any]
SHARE_FOR = timedelta(hours=72)
MOST = 200  # incidents offered to come under an operation


@dataclass(frozen=True)
class Told:
    """Who acts, in which incident, and on which thing of it."""

    person: Person
    incident: Incident
    of: UUID | None

    @property
    def subject(self) -> UUID:
        """The thing that the act is about. Raises ``Invalid`` when none was named."""
        if self.of is None:
            raise Invalid(gettext("The form does not say what it is about."), field="of")
        return self.of


def later(_told: Told) -> Data:
    """Return when a sight ends that is given now."""
    return {"until": localtime(now() + SHARE_FOR).replace(second=0, microsecond=0)}


def opening(told: Told) -> Data:
    """Return what a joint operation begins with."""
    return {
        **later(told),
        "name": gettext("Joint operation: %(title)s") % {"title": told.incident.title},
        "members": list(regions.CITIES),
        "basis": gettext(
            "Agreement of Hohhot, Baotou, Ordos and Ulanqab on emergency cooperation"
        ),
    }


def aims(told: Told) -> Data:
    """Return the objectives as they are."""
    card = operations.operation_of(told.subject, told.person)
    return {"objectives": "\n".join(card.objectives)}


def notice(told: Told) -> Data:
    """Return whom an incident concerns, and what they are told of it."""
    incident = told.incident
    words = gettext(
        "Notification to neighbouring areas (Emergency Response Law, article 62).\n"
        "%(number)s %(title)s\nPlace: %(region)s %(place)s\nOccurred: %(when)s\n"
        "Grade: %(grade)s\nPlease take precautions and acknowledge."
    ) % {
        "number": incident.number,
        "title": incident.title,
        "region": regions.name(incident.region_id),
        "place": incident.place,
        "when": f"{localtime(incident.occurred_at):%Y-%m-%d %H:%M}",
        "grade": grade(incident.state.grade),
    }
    return {"cities": neighbours_of(incident), "text": words}


def convening(told: Told) -> Data:
    """Return what a consultation begins with."""
    soon = localtime(now() + timedelta(minutes=30)).replace(second=0, microsecond=0)
    return {
        "kind": "joint",
        "planned_at": soon,
        "chair": told.person.name,
        "participants": list(regions.CITIES),
        "topic": told.incident.title[:110],
    }


def minutes_of(told: Told) -> Data:
    """Return the minutes as they are."""
    card = consultations.consultation_of(told.subject, told.person)
    return {"situation": card.situation, "trend": card.trend, "risks": card.risks}


def basis_of(told: Told) -> dict[str, Choices]:
    """Return what a decision may cite, newest first."""
    known = [(one.ref, one.label) for one in citable(told.incident)[:60]]
    return {"basis_refs": known}


def _inside(told: Told) -> list[str]:
    card = operations.operation_of(told.subject, told.person)
    return [one["authority"] for one in card.members if not one["left"]]


def members_of(told: Told) -> dict[str, Choices]:
    """Return who is in the operation, to stay in it for longer."""
    return {"members": [(code, regions.name(code)) for code in _inside(told)]}


def leavers_of(told: Told) -> dict[str, Choices]:
    """Return who may be let go: every member but the lead."""
    lead = operations.operation_of(told.subject, told.person).lead_authority
    return {"city": [(c, regions.name(c)) for c in _inside(told) if c != lead]}


def beside(told: Told) -> dict[str, Choices]:
    """Return the running incidents that may come under the operation."""
    under = set(operations.operation_of(told.subject, told.person).incidents)
    rows = open_to(told.person).filter(exercise=told.incident.exercise_id)
    led = [
        row
        for row in rows.exclude(pk__in=under)[:MOST]
        if holds(told.person, SHARING, region=row.state.lead_authority)
    ]
    led.sort(key=lambda row: not _belongs(row, told.incident))
    return {"incident_id": [(str(row.pk), _named(row, told.incident)) for row in led]}


def _belongs(row: Incident, to: Incident) -> bool:
    """Return whether one of two is part of the other, or both are parts of the same."""
    whole = to.state.parent_incident
    return row.pk == whole or row.state.parent_incident in ({to.pk, whole} - {None})


def _named(row: Incident, to: Incident) -> str:
    tie = gettext("part of the same incident") if _belongs(row, to) else ""
    return " · ".join(part for part in (row.number, row.title, tie) if part)
