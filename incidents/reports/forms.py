"""What people's forms of reports hand in; each is one knock at one door."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_default_timezone, is_naive, make_aware, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command.core import operations
from command.core.errors import Invalid, NotThere
from command.core.models import Person
from incidents.actions import record_figure
from incidents.figures import FIGURES
from incidents.lifecycle import Verdict
from incidents.reports import actions, views
from incidents.reports.selectors import seen_report
from incidents.selectors import seen

TEXT = "text"


@require_POST
def draft(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Draft a report, prefilled, and go to it."""
    given = _given(request, "kind", "sender", "skip_reason")
    to = request.POST.getlist("to")

    def run() -> str:
        made = actions.draft_report(
            actor=_person(request),
            incident_id=incident_id,
            kind=given["kind"],
            sender=given["sender"] or None,
            addressees=[code for code in to if code] or None,
            skip_reason=given["skip_reason"],
        )
        return str(made.pk)

    return redirect("report", _once(request, f"draft {incident_id}", given, run))


@require_POST
def phone(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Log that a report was made by phone."""
    given = _given(request, "to", "told", "text", "sender", "skip_reason", "spoken_at")
    seen(incident_id, _person(request))

    def run() -> str:
        call = actions.log_phone_report(
            actor=_person(request),
            incident_id=incident_id,
            to=given["to"] or None,
            told=given["told"],
            text=given["text"],
            sender=given["sender"] or None,
            skip_reason=given["skip_reason"],
            spoken_at=_moment(given["spoken_at"]),
        )
        return str(call.pk)

    _once(request, f"phone {incident_id}", given, run)
    return redirect("incident-reports", incident_id)


@require_POST
def sensitive(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Mark the incident as sensitive."""
    reason = _clean(request.POST.get("reason", ""))
    actions.mark_sensitive(actor=_person(request), incident_id=incident_id, reason=reason)
    return redirect("incident-reports", incident_id)


@require_POST
def act(request: HttpRequest, report_id: UUID, verb: str) -> HttpResponse:
    """Take one step with a report: submit, pass, sign, return, send, acknowledge."""
    actor, reason = _person(request), _clean(request.POST.get("reason", ""))
    knock = _steps(report_id, actor, reason).get(verb)
    if knock is None:
        raise NotThere(_("A report takes no such order."))
    try:
        knock()
    except Invalid as refusal:
        # The page again, with what is missing on top; nothing that was typed is lost.
        return views.show(request, report_id, str(refusal.message), status=400)
    return redirect("report", report_id)


def _steps(report_id: UUID, actor: Person, reason: str) -> dict[str, Callable[[], Any]]:
    who: dict[str, Any] = {"actor": actor, "report_id": report_id}
    back: dict[str, Any] = {"verdict": Verdict.RETURN, "reason": reason}
    return {
        "submit": lambda: actions.submit_report(**who),
        "pass": lambda: actions.review_report(**who, verdict=Verdict.APPROVE),
        "return-review": lambda: actions.review_report(**who, **back),
        "sign": lambda: actions.sign_report(**who),
        "return-sign": lambda: actions.sign_report(**who, **back),
        "send": lambda: actions.send_report(**who),
        "acknowledge": lambda: actions.acknowledge_report(**who),
    }


@require_POST
def figure(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Correct a figure: at its source, or in this report only, with the reason."""
    actor = _person(request)
    state = seen_report(report_id, actor)
    given = _given(request, "key", "value", "region", "source", "reason", "where")
    key = given["key"]
    if key not in FIGURES:
        raise NotThere(_("There is no such figure."))
    try:
        if given["where"] == "source":
            record_figure(
                actor=actor,
                incident_id=state.report.incident_id,
                key=key,
                value=_number(given["value"]),
                unit=FIGURES[key].unit,
                source=given["source"],
                region=given["region"] or None,
            )
        else:
            name = f"figure.{key}"
            stated = {"value": given["value"], "reason": given["reason"]}
            base = state.fields.get(name, {}).get("version", 0)
            actions.edit_report(
                actor=actor, report_id=report_id, fields={name: stated}, base={name: base}
            )
    except Invalid as refusal:
        return views.show(request, report_id, str(refusal.message), status=400)
    return redirect("report", report_id)


@require_POST
def schedule(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Let situation reports be made on a schedule."""
    post = request.POST
    parts = zip(
        post.getlist("section"), post.getlist("owner"), post.getlist("post"), strict=False
    )
    sections = [{"title": _clean(t), "owner": o, "post": p} for t, o, p in parts if t.strip()]
    first = _moment(post.get("first_at", "")) or _next_hour()
    made = actions.schedule_sitrep(
        actor=_person(request),
        incident_id=incident_id,
        others=[key for key in map(_key, post.getlist("others")) if key],
        operation_id=_key(post.get("over", "")),
        title=_clean(post.get("title", "")),
        every_hours=int(_number(post.get("every_hours", ""))),
        first_at=first,
        sections=sections,
    )
    return redirect("incident-reports", made.incident_id)


@require_POST
def section(request: HttpRequest, section_id: UUID) -> HttpResponse:
    """Write one's section for the coming hour."""
    text = actions.write_section(
        actor=_person(request), section_id=section_id, text=_clean(request.POST.get(TEXT, ""))
    )
    return redirect("incident-reports", text.section.schedule.incident_id)


@require_POST
def end_schedule(request: HttpRequest, schedule_id: UUID) -> HttpResponse:
    """End a schedule."""
    ended = actions.end_sitrep(actor=_person(request), schedule_id=schedule_id)
    return redirect("incident-reports", ended.incident_id)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Invalid(_("No such thing, or not visible to you.")) from None


def _once(
    request: HttpRequest, what: str, asked: dict[str, str], run: Callable[[], str]
) -> str:
    key = request.POST.get("key", "")
    if not key:
        return run()
    try:
        wanted = UUID(key)
    except ValueError:
        raise Invalid(_("Idempotency-Key must be a UUID.")) from None
    actor = _person(request)
    done, _again = operations.once(wanted, actor=actor, what=what, asked=asked, run=run)
    return str(done)


def _given(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: _clean(request.POST.get(name, "")) for name in names}


def _clean(text: str) -> str:
    return text.strip().replace("\x00", "")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise Invalid(_("A figure is a number from nought up."), field="value") from None


def _moment(text: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Invalid(_("This is no time."), field="spoken_at")
    return make_aware(found, get_default_timezone()) if is_naive(found) else found


def _next_hour() -> datetime:
    return now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)
