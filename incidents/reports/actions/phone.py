"""First by phone: logging what was said, and marking what is sensitive."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from incidents.actions.judge import said
from incidents.models import Incident
from incidents.reports.events import IncidentSensitive, ReportPhoned
from incidents.reports.lifecycle import Kind
from incidents.reports.models import PhoneReport, Sensitive
from incidents.reports.prefill import phone_text
from incidents.reports.rights import addressees_of, sender_of
from incidents.reports.selectors.cards import PhoneCard
from incidents.reports.selectors.figures import lines
from incidents.rights import HANDLING, require_part
from incidents.selectors import changed, locked

SAID_FIRST = ("dead", "missing", "serious", "slight", "trapped", "threatened", "moved")


@door
def log_phone_report(
    *,
    actor: Person | None,
    incident_id: UUID,
    to: str | None = None,
    spoken_at: datetime | None = None,
    told: str = "",
    text: str = "",
    kind: str = Kind.INITIAL,
    sender: str | None = None,
    skip_reason: str = "",
    occurred_at: datetime | None = None,
) -> PhoneReport:
    """Log that a report was made by phone: to whom, when, and what was said.

    To the next level up, now, and with the facts as they stand, unless said otherwise.
    ``told`` is who took it. Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    incident = locked(incident_id, actor=actor).incident
    if kind not in Kind.values:
        raise Invalid(_("There is no such kind of report."), field="kind", allowed=Kind.values)
    by = sender_of(actor, incident, sender)
    addressee = addressees_of(incident, by, [to] if to else None, skip_reason)[0]

    call = PhoneReport(
        incident=incident,
        actor=actor,
        occurred_at=spoken_at or occurred_at or now(),
        kind=Kind(kind).value,
        sender_id=by,
        to=addressee,
        told=told.strip()[:120],
        text=text.strip()[:2000] or _standing(incident),
        skip_reason=skip_reason.strip()[:500],
    )
    call.save(force_insert=True)
    journal.append(
        ReportPhoned(
            incident_id=str(incident.id),
            phone_id=str(call.id),
            report_kind=call.kind,
            sender=by,
            to=addressee,
            skip_reason=call.skip_reason,
        ),
        room=incident.room_id,
        actor=actor,
        changed={f"report.{call.id}": asdict(PhoneCard.of(call, incident))},
        occurred_at=call.occurred_at,
    )
    return call


@door
def mark_sensitive(
    *,
    actor: Person | None,
    incident_id: UUID,
    reason: str,
    occurred_at: datetime | None = None,
) -> Sensitive:
    """Mark an incident as sensitive: it is then reported at once, whatever its grade.

    Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, HANDLING, state, to=_("mark an incident as sensitive"))
    mark = Sensitive(
        incident=incident,
        actor=actor,
        occurred_at=occurred_at or now(),
        reason=said("reason", reason)[:500],
    )
    mark.save(force_insert=True)
    journal.append(
        IncidentSensitive(incident_id=str(incident.id), reason=mark.reason),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
        occurred_at=mark.occurred_at,
    )
    return mark


def _standing(incident: Incident) -> str:
    known = lines([incident.pk])
    counted = [f"{known[key].label} {known[key].text}" for key in SAID_FIRST if key in known]
    return phone_text(incident, counted)[:2000]
