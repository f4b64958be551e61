"""What people's forms of reports hand in; each is one knock at one door."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command.core import operations
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from incidents.actions import record_figure
from incidents.figures import FIGURES
from incidents.lifecycle import Verdict
from incidents.reports import actions, views
from incidents.reports.given import clean, count, given_in, met, moment, number, person
from incidents.reports.selectors import seen_report
from incidents.selectors import seen

TEXT = "text"


@require_POST
def draft(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Draft a report, prefilled, and go to it; refused, the form is there as it was typed."""
    given = given_in(request, "kind", "sender", "skip_reason")
    to = [clean(code) for code in request.POST.getlist("to") if clean(code)]

    def run() -> str:
        made = actions.draft_report(
            actor=person(request),
            incident_id=incident_id,
            kind=given["kind"],
            sender=given["sender"] or None,
            addressees=to or None,
            skip_reason=given["skip_reason"],
        )
        return str(made.pk)

    asked = {**given, "to": " ".join(to)}
    try:
        made = _once(request, f"draft {incident_id}", asked, run)
    except Invalid as refusal:
        typed = {"of": "draft", **given, "to": to}
        return views.show_room(request, incident_id, str(refusal.message), 400, typed)
    return redirect("report", made)


@require_POST
def phone(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Log that a report was made by phone; refused, the form is there as it was typed."""
    given = given_in(request, "to", "told", "text", "sender", "skip_reason", "spoken_at")
    seen(incident_id, person(request))

    def run() -> str:
        call = actions.log_phone_report(
            actor=person(request),
            incident_id=incident_id,
            to=given["to"] or None,
            told=given["told"],
            text=given["text"],
            sender=given["sender"] or None,
            skip_reason=given["skip_reason"],
            spoken_at=moment(given["spoken_at"]),
        )
        return str(call.pk)

    try:
        _once(request, f"phone {incident_id}", given, run)
    except Invalid as refusal:
        typed = {"of": "phone", **given}
        return views.show_room(request, incident_id, str(refusal.message), 400, typed)
    return redirect("incident-reports", incident_id)


@require_POST
def sensitive(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Mark the incident as sensitive."""
    reason = clean(request.POST.get("reason", ""))
    actions.mark_sensitive(actor=person(request), incident_id=incident_id, reason=reason)
    return redirect("incident-reports", incident_id)


@require_POST
def act(request: HttpRequest, report_id: UUID, verb: str) -> HttpResponse:
    """Take one step with a report: submit, pass, sign, return, send, acknowledge."""
    actor, reason = person(request), clean(request.POST.get("reason", ""))
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
    actor = person(request)
    state = seen_report(report_id, actor)
    given = given_in(request, "key", "value", "region", "source", "reason", "where", "base")
    key = given["key"]
    if key not in FIGURES:
        raise NotThere(_("There is no such figure."))
    try:
        if given["where"] == "source":
            record_figure(
                actor=actor,
                incident_id=state.report.incident_id,
                key=key,
                value=number(given["value"]),
                unit=FIGURES[key].unit,
                source=given["source"],
                region=given["region"] or None,
            )
        else:
            name = f"figure.{key}"
            stated = {"value": given["value"], "reason": given["reason"]}
            base = {name: count(given["base"])}
            actions.edit_report(
                actor=actor, report_id=report_id, fields={name: stated}, base=base
            )
    except (Invalid, Conflict) as refusal:
        # Nothing that was typed is lost, and what stands meanwhile is shown beside it.
        return views.show(
            request, report_id, str(refusal.message), refusal.status, typed=given | met(refusal)
        )
    return redirect("report", report_id)


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
    actor = person(request)
    done, _again = operations.once(wanted, actor=actor, what=what, asked=asked, run=run)
    return str(done)
