"""What this room itself can do about an alarm: an incident, and a warning."""

from django.urls import reverse
from django.utils.translation import gettext as _

from command.core.models import Person
from command.core.policies import duties_of
from incidents.monitoring.deeds import Asked, Deed, link
from incidents.rights import REPORTING
from incidents.warnings.selectors import units_of


def incident_deeds(asked: Asked, person: Person) -> list[Deed]:
    """Open the incident of the alarm, or raise one."""
    if asked.incident is not None:
        return [
            Deed(
                key="incident",
                title=_("Incident"),
                word=_("Open the incident"),
                address=reverse("incident", args=[asked.incident.pk]),
                text=f"{asked.incident.number} {asked.incident.title}",
                order=10,
                is_first=True,
            )
        ]
    if asked.exercise is not None or not _reports(person):
        return []
    given = asked.filled.intake
    return [
        Deed(
            key="incident",
            title=_("Incident"),
            word=_("Raise an incident"),
            address=link("incident-new", asked.filled.ref),
            facts=(
                (_("Type"), given.get("kind", "")),
                (_("Place"), given.get("place", "")),
                (_("Title"), given.get("title", "")),
                (_("Source"), given.get("source", "")),
            ),
            order=10,
            is_first=True,
        )
    ]


def warning_deeds(asked: Asked, person: Person) -> list[Deed]:
    """Write a warning, for whom it is theirs to warn."""
    units = units_of(person)
    if not units or (asked.exercise is not None and asked.incident is None):
        return []
    given = asked.filled.warning
    return [
        Deed(
            key="warning",
            title=_("Warning"),
            word=_("Draft a warning"),
            address=link("warning-new", asked.filled.ref),
            facts=(
                (_("Issuing unit"), units[0].name),
                (_("Area"), str(given.get("area_text", ""))),
                (_("What threatens"), str(given.get("matters", ""))),
                (_("What to do"), str(given.get("advice", ""))),
            ),
            order=20,
        )
    ]


def _reports(person: Person) -> bool:
    return duties_of(person).filter(post__in=REPORTING, region__isnull=False).exists()
