"""Sending a signed report, which freezes it for ever, and acknowledging it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.policies import DESK
from command.core.times import iso, iso_or_none
from incidents.models import Counter
from incidents.reports.actions.tell import tell
from incidents.reports.chain import canonical, digest
from incidents.reports.events import ReportAcknowledged, ReportSent
from incidents.reports.folds import ACKNOWLEDGED, REPORT, SENT
from incidents.reports.lifecycle import Verb, status_after
from incidents.reports.models import Published, Report, ReportState
from incidents.reports.rights import require_addressee, require_own
from incidents.reports.selectors.content import content_of
from incidents.reports.selectors.course import passed_over
from incidents.reports.selectors.reports import locked_report


@door
def send_report(
    *, actor: Person | None, report_id: UUID, occurred_at: datetime | None = None
) -> ReportState:
    """Send a signed report: it is published, frozen, and chained to the one before.

    Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``.
    """
    state = locked_report(report_id, actor=actor)
    report = state.report
    require_own(actor, report.sender_id, to=_("send a report"), posts=DESK)
    status_after(state.status, Verb.SEND)

    at = occurred_at or now()
    REPORT.add(state, SENT, actor=actor, occurred_at=at)
    published = _publish(state, actor)
    tell(
        ReportSent,
        state,
        actor,
        at,
        to=list(report.addressees),
        number=state.number,
        sha256=published.sha256,
        skip_reason=report.skip_reason,
    )
    return state


@door
def acknowledge_report(
    *,
    actor: Person | None,
    report_id: UUID,
    level: str | None = None,
    note: str = "",
    occurred_at: datetime | None = None,
) -> ReportState:
    """Acknowledge a report for one addressee, the first that waits when none is named.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition`` before it is sent,
    or ``Conflict`` when that addressee has it already.
    """
    state = locked_report(report_id, actor=actor)
    report = state.report
    waiting = [code for code in report.addressees if code not in state.acknowledged]
    to = level or next(iter(waiting), report.addressees[0])
    if to not in report.addressees:
        raise Invalid(_("The report was not sent there."), field="level")
    require_addressee(actor, report, to)
    if to in state.acknowledged:
        raise Conflict(_("This addressee has acknowledged it already."), level=to)
    status_after(state.status, Verb.ACKNOWLEDGE)

    at = occurred_at or now()
    data = {"level": to, "asked": list(report.addressees), "note": note.strip()[:200]}
    REPORT.add(state, ACKNOWLEDGED, actor=actor, occurred_at=at, data=data)
    tell(ReportAcknowledged, state, actor, at, to=to)
    return state


def _publish(state: ReportState, actor: Person | None) -> Published:
    report, origin = state.report, authority.current()
    key = f"PUBLISHED@{report.exercise_id or ''}"
    Counter.objects.get_or_create(origin=origin, prefix=key)
    # The row is the lock of the chain: nobody else appends to it until commit.
    counter = Counter.objects.select_for_update().get(origin=origin, prefix=key)
    chain = Published.objects.filter(origin=origin, exercise=report.exercise_id)
    last = chain.order_by("-seq").first()
    content = canonical(frozen(state))
    previous = last.sha256 if last else ""
    counter.last = (last.seq if last else 0) + 1
    counter.save(update_fields=["last"])
    published = Published(
        report=report,
        seq=counter.last,
        content=content,
        previous=previous,
        sha256=digest(previous, content),
    )
    published.save(force_insert=True)
    return published


def frozen(state: ReportState) -> dict[str, Any]:
    """Return what a report says as it is published; personal data by reference only."""
    report: Report = state.report
    incident = report.incident
    return {
        "number": state.number,
        "kind": report.kind,
        "ordinal": report.ordinal,
        "language": report.language,
        "incident": {
            "id": str(incident.id),
            "number": incident.number,
            "title": incident.title,
            "exercise": incident.exercise_id is not None,
        },
        "sender": report.sender_id,
        "addressees": list(report.addressees),
        "copies": passed_over(incident, report.sender_id, report.addressees),
        "skip_reason": report.skip_reason,
        "author": str(report.actor_id) if report.actor_id else None,
        "reviewer": str(state.reviewer_id) if state.reviewer_id else None,
        "signer": str(state.signer_id) if state.signer_id else None,
        "signed_at": iso_or_none(state.signed_at),
        "sent_at": iso(state.sent_at) if state.sent_at else None,
        "fields": [
            {
                "code": view.code,
                "label": view.label,
                "value": "" if view.personal else view.value,
                "kept_apart": state.fields.get(view.code, {}).get("contact"),
                "sources": view.sources,
            }
            for view in content_of(state)
        ],
        "figures": state.figures,
    }
