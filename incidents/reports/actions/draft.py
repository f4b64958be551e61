"""Drafting a report: prefilled from what is known."""

from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.models import Person
from command.core.tongues import reader
from incidents.lifecycle import Status
from incidents.models import Incident
from incidents.reports.actions.fields import kept_of
from incidents.reports.actions.tell import tell
from incidents.reports.events import ReportDrafted
from incidents.reports.folds import EDITED, REPORT
from incidents.reports.lifecycle import Kind
from incidents.reports.models import PhoneReport, Report, ReportState
from incidents.reports.prefill import prefill
from incidents.reports.rights import addressees_of, sender_of
from incidents.reports.selectors.content import book_of
from incidents.selectors import locked

LANGUAGES = ("zh-hans", "en")
COUNTED = frozenset({Kind.FOLLOWUP, Kind.ZERO, Kind.SUPPLEMENT, Kind.CORRECTION, Kind.SPECIAL})
ONCE = frozenset({Kind.INITIAL, Kind.VERIFIED, Kind.FINAL})


@door
def draft_report(
    *,
    actor: Person | None,
    incident_id: UUID,
    kind: str,
    sender: str | None = None,
    addressees: list[str] | None = None,
    skip_reason: str = "",
    language: str = "",
    occurred_at: datetime | None = None,
) -> ReportState:
    """Draft a report of an authority to the level above, prefilled from the incident.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``Conflict`` when that authority has
    one of this kind already, or ``BadTransition`` when there was no initial report yet.
    """
    incident = locked(incident_id, actor=actor).incident
    if kind not in set(Kind.values) - {Kind.SITUATION}:
        raise Invalid(_("There is no such kind of report."), field="kind", allowed=Kind.values)
    chosen = Kind(kind)
    if incident.state.status == Status.VOIDED:
        raise BadTransition(_("The incident is void: nothing is reported of it."))
    by = sender_of(actor, incident, sender)
    to = addressees_of(incident, by, addressees, skip_reason)
    number = _judged(incident, by, chosen)

    report = Report(
        incident=incident,
        actor=actor,
        occurred_at=occurred_at or now(),
        kind=chosen.value,
        ordinal=number,
        sender_id=by,
        addressees=to,
        skip_reason=skip_reason.strip()[:500],
        language=language if language in LANGUAGES else reader(),
    )
    report.save(force_insert=True)
    state: ReportState = REPORT.begin(report)
    fill(state, actor)
    tell(
        ReportDrafted,
        state,
        actor,
        report.occurred_at,
        to=to,
        skip_reason=report.skip_reason,
    )
    return state


def fill(state: ReportState, actor: Person | None) -> None:
    """Write the first words of a new report."""
    report = state.report
    last = _last_sent(report)
    only_news = report.kind in {Kind.FOLLOWUP, Kind.ZERO, Kind.SUPPLEMENT, Kind.CORRECTION}
    with translation.override(report.language):
        given = prefill(report.incident, report.kind, last if only_news else None)
    fields = {row.code: row for row in book_of(report)}
    kept = {
        code: {**kept_of(report, fields[code], told["value"]), "sources": told["sources"]}
        for code, told in given.items()
        if code in fields
    }
    REPORT.add(
        state, EDITED, actor=actor, occurred_at=report.occurred_at, data={"fields": kept}
    )


def _judged(incident: Incident, sender: str, kind: Kind) -> int:
    """Return the ordinal of a new report. Raises ``Conflict`` or ``BadTransition``."""
    own = Report.objects.filter(incident=incident, sender=sender)
    same = own.filter(kind=kind).count()
    if kind in ONCE and same:
        raise Conflict(
            _("There is a report of this kind already: %(kind)s.") % {"kind": kind.label},
            kind=str(kind),
        )
    phoned = PhoneReport.objects.filter(incident=incident, sender=sender)
    begun = own.filter(kind=Kind.INITIAL).exists() or phoned.exists()
    if kind is not Kind.INITIAL and not begun:
        raise BadTransition(_("The initial report comes first."), needs=str(Kind.INITIAL))
    return same + 1 if kind in COUNTED else 0


def _last_sent(report: Report) -> datetime | None:
    rows = ReportState.objects.filter(
        report__incident=report.incident_id,
        report__sender=report.sender_id,
        sent_at__isnull=False,
    )
    return rows.order_by("-sent_at").values_list("sent_at", flat=True).first()
