"""Acts on an incident: the question, and the answer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from command.core import operations
from command.core.errors import Invalid, NotThere
from command.core.models import Person
from incidents import actions
from incidents.acts import question
from incidents.drafts import CHINA
from incidents.figures import FIGURES
from incidents.frame import frame
from incidents.lifecycle import Verb
from incidents.models import Incident
from incidents.selectors import figures_of, seen
from incidents.selectors.grading import suggest
from incidents.selectors.relations import merged_notes, related

NO_CONTENT = 204
LONGEST_REASON = 500
Given = Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act(request: HttpRequest, incident_id: UUID, act: str) -> HttpResponse:
    """Ask what an act needs; do it."""
    person = cast(Person, request.user)
    incident = seen(incident_id, person)
    if request.method == "POST":
        if act not in DOORS:
            raise NotThere(_("There is no such act."))
        _knock(request, person, incident, act)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=NO_CONTENT)
        messages.success(request, _("Done."))
        return redirect("incident", incident_id=incident_id)
    asked = question(act, incident, person, request.GET.dict())
    context: dict[str, Any] = {"question": asked, "act": act, "incident": incident}
    if request.headers.get("HX-Request"):
        return render(request, "incidents/_act.html", context)
    return render(
        request, "incidents/act.html", frame(person, incident_id, "overview") | context
    )


@require_safe
@never_cache
def standing(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show what is in question about an incident, and what belongs to it."""
    incident = seen(incident_id, cast(Person, request.user))
    return render(request, "incidents/_standing.html", standing_of(request, incident))


def standing_of(request: HttpRequest, incident: Incident) -> dict[str, Any]:
    """Return the suggested grade, figures in question, and related incidents."""
    person = cast(Person, request.user)
    suggestion = suggest(incident)
    differs = suggestion is not None and suggestion.grade != incident.state.grade
    return {
        "incident": incident,
        "suggestion": suggestion if differs and not incident.state.confirmed_grade else None,
        "contested": [each for each in figures_of(incident) if each.in_question],
        "related": related(incident, person),
        "merged_notes": merged_notes(incident.pk, person)[:20],
    }


def _knock(request: HttpRequest, person: Person, incident: Incident, act: str) -> None:
    given = {
        name: value.replace("\x00", "").strip() for name, value in request.POST.dict().items()
    }
    if len(given.get("reason", "")) > LONGEST_REASON:
        raise Invalid(_("This is too long."), field="reason")

    def run() -> None:
        DOORS[act](person, incident.pk, given)

    key = request.headers.get("Idempotency-Key", given.get("operation", ""))
    if not key:
        run()
        return
    asked = {name: value for name, value in given.items() if name != "csrfmiddlewaretoken"}
    what = f"incident-act {act} {incident.pk}"
    operations.once(_uuid(key), actor=person, what=what, asked=asked, run=run)


def _figure(person: Person, incident_id: UUID, given: Given) -> None:
    key = given.get("key", "")
    actions.record_figure(
        actor=person,
        incident_id=incident_id,
        key=key,
        value=_number(given.get("value", "")),
        unit=FIGURES[key].unit if key in FIGURES else "",
        source=given.get("source", "")[:120],
        region=given.get("region") or None,
        observed_at=_moment(given.get("observed_at", "")),
    )


def _prefer(person: Person, incident_id: UUID, given: Given) -> None:
    actions.prefer_figure(
        actor=person,
        incident_id=incident_id,
        observation_id=_uuid(given.get("observation_id", "")),
        reason=given.get("reason", ""),
    )


def _grade(person: Person, incident_id: UUID, given: Given) -> None:
    grade, reason = _grade_of(given), given.get("reason", "")
    actions.grade_incident(actor=person, incident_id=incident_id, grade=grade, reason=reason)


def _confirm(person: Person, incident_id: UUID, given: Given) -> None:
    grade, reason = _grade_of(given), given.get("reason", "")
    actions.confirm_grade(actor=person, incident_id=incident_id, grade=grade, reason=reason)


def _move(person: Person, incident_id: UUID, given: Given) -> None:
    verb = given.get("verb", "")
    if verb not in Verb.values:
        raise Invalid(_("There is no such step."), field="verb")
    actions.move_incident(
        actor=person,
        incident_id=incident_id,
        verb=Verb(verb),
        reason=given.get("reason", ""),
    )


def _merge(person: Person, incident_id: UUID, given: Given) -> None:
    actions.merge_incident(
        actor=person,
        incident_id=incident_id,
        into=_uuid(given.get("into", "")),
        reason=given.get("reason", ""),
    )


def _link(person: Person, incident_id: UUID, given: Given) -> None:
    parent = given.get("parent_id", "")
    actions.link_incident(
        actor=person,
        incident_id=incident_id,
        parent_id=_uuid(parent) if parent else None,
        reason=given.get("reason", ""),
    )


DOORS: Mapping[str, Callable[[Person, UUID, Given], None]] = {
    "figure": _figure,
    "prefer": _prefer,
    "grade": _grade,
    "confirm": _confirm,
    "move": _move,
    "merge": _merge,
    "link": _link,
}


def _grade_of(given: Given) -> int:
    value = given.get("grade", "")
    return int(value) if value in {"1", "2", "3", "4"} else 0


def _number(given: str) -> Decimal:
    try:
        return Decimal(given)
    except InvalidOperation:
        raise Invalid(_("A figure is a number from nought up."), field="value") from None


def _moment(given: str) -> datetime | None:
    if not given:
        return None
    try:
        found = parse_datetime(given)
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2200:
        raise Invalid(_("This is no time."), field="observed_at")
    return found if found.tzinfo else found.replace(tzinfo=CHINA)


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("Choose one."), given=given[:40]) from None
