"""Telling once that a reporting clock has run out."""

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import journal, times
from command.core.doors import door
from command.core.errors import NotThere
from command.core.models import Person
from command.core.times import iso
from incidents.lifecycle import ENDED
from incidents.models import IncidentState
from incidents.reports.events import ReportOverdue
from incidents.reports.lifecycle import ClockState
from incidents.reports.models import OverdueMark
from incidents.reports.selectors.clocks import clocks_of


@door
def tell_report_overdue(*, actor: Person | None, incident_id: UUID, clock: str) -> bool:
    """Tell once that a report was not made in time; return whether it was so.

    Raises ``NotThere`` while somebody else holds the incident.
    """
    rows = IncidentState.objects.select_for_update(of=("self",), skip_locked=True)
    state = rows.select_related("incident__event_type", "incident__exercise").filter(
        pk=incident_id
    )
    held = state.first()
    if held is None:
        raise NotThere(_("No such incident, or not visible to you."))
    incident = held.incident
    at = times.clock()
    late = [card for card in clocks_of(incident, at) if card.id == clock]
    if held.status in ENDED or not late or late[0].state != ClockState.LATE:
        return False
    if OverdueMark.objects.filter(incident=incident, clock=clock).exists():
        return False

    card = late[0]
    OverdueMark(incident=incident, clock=clock, due_at=card.due).save(force_insert=True)
    journal.append(
        ReportOverdue(
            incident_id=str(incident.id),
            rule=card.rule,
            report_kind=card.kind,
            medium=card.medium,
            sender=card.sender,
            to=card.to,
            due_at=iso(card.due),
        ),
        room=incident.room_id,
        actor=actor,
        changed={f"report_clock.{incident.id}": asdict(card)},
        occurred_at=at,
    )
    return True
