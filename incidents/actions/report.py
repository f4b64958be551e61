"""Reporting an incident."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person, Room
from command.core.policies import require
from command.core.rooms import incident_room
from incidents import folds
from incidents.actions.judge import grade_known, known_region, on_earth, said
from incidents.actions.numbers import next_number
from incidents.actions.record import record_figure
from incidents.events import IncidentReported
from incidents.figures import FIGURES
from incidents.models import EventType, Incident
from incidents.rights import REPORTING
from incidents.selectors import changed


@door
def report_incident(
    *,
    actor: Person | None,
    event_type: str,
    region: str,
    title: str,
    place: str,
    point: tuple[float, float] | None,
    occurred_at: datetime,
    grade: int | None = None,
    source: str = "",
    reported_at: datetime | None = None,
    figures: Mapping[str, Decimal | float] | None = None,
) -> Incident:
    """Make an incident known, open its room, and give it a number.

    ``point`` is (lat, lon) in WGS 84 degrees. The city it lies in leads.
    ``reported_at`` is now when not given; in an exercise, the time it occurred. ``figures``
    are what the source counted.
    Raises ``NotPermitted`` or ``Invalid``.
    """
    known_region(region)
    require(actor, REPORTING, to=_("report an incident"), region=region)
    incident = Incident(
        event_type=_type(event_type),
        region_id=region,
        title=said("title", title),
        place=place.strip(),
        point=on_earth(point) if point else None,
        source=source.strip(),
        occurred_at=occurred_at,
        reported_at=reported_at or (occurred_at if authority.exercise() else now()),
    )
    if grade is not None:
        grade_known(grade)

    incident.number = next_number(region, occurred_at, authority.exercise())
    incident.room = journal.open_room(incident_room(incident.id), Room.Kind.INCIDENT, region)
    incident.save(force_insert=True)
    state = folds.INCIDENT.begin(incident)
    if grade is not None:
        folds.INCIDENT.add(
            state,
            folds.GRADED,
            actor=actor,
            occurred_at=incident.reported_at,
            data={"grade": grade, "reason": ""},
        )

    journal.append(
        IncidentReported(
            incident_id=str(incident.id),
            number=incident.number,
            title=incident.title,
            region=region,
            grade=grade,
            source=incident.source,
        ),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
        occurred_at=incident.reported_at,
    )
    for key, value in (figures or {}).items():
        record_figure(
            actor=actor,
            incident_id=incident.id,
            key=key,
            value=value,
            unit=FIGURES[key].unit if key in FIGURES else "",
            source=incident.source or (actor.name if actor else region),
            observed_at=incident.reported_at,
        )
    return incident


def _type(code: str) -> EventType:
    found = EventType.objects.filter(pk=code).first()
    if found is None:
        raise Invalid(_("There is no such event type."), event_type=code)
    return found
