"""The entrance for new incidents: the drawer over the map, and the page without scripts."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from command.core import operations, policies
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import Person
from incidents import drafts, prefill, words
from incidents.actions import add_report, report_incident
from incidents.drafts import Draft
from incidents.places import position
from incidents.prefill import Filled
from incidents.rights import REPORTING
from incidents.selectors import intake
from incidents.selectors.intake import Hints

NO_CONTENT = 204
ALL_FIELDS = ("kind", "place", *drafts.COUNTED, "occurred", "title", "source")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, take it in, and lead to the room."""
    person = _reporting(request)
    if request.method != "POST":
        of = prefill.filled(request.GET.get("of", ""), person)
        known = of.intake if of else {}
        draft = drafts.read({**known, **request.GET.dict()})
        told = intake.hints(draft, person) if draft.kind else None
        return _page(request, draft, told, of=of)
    of = prefill.filled(request.POST.get("of", ""), person)
    draft = drafts.read(request.POST.dict())
    told = intake.hints(draft, person)
    if "check" in request.POST:
        return _page(request, draft, told, of=of)
    problems = _problems(draft, told)
    if problems:
        return _page(request, draft, told, problems, of=of, status=Invalid.status)
    into = request.POST.get("into", "")
    asked = {**request.POST.dict(), "csrfmiddlewaretoken": ""}
    try:
        result, _again = operations.once(
            draft.key,
            actor=person,
            what="incident-new",
            asked=asked,
            run=lambda: _save(person, draft, told, into, of.ref if of else ""),
        )
    except (Invalid, Conflict) as refusal:
        name = str(refusal.detail.get("field", "kind"))
        said = {name if name in ALL_FIELDS else "kind": str(refusal.message)}
        return _page(request, draft, told, said, of=of, status=refusal.status)
    return _onward(request, result["id"])


@require_safe
@never_cache
def hints(request: HttpRequest) -> HttpResponse:
    """Say what is known about a draft: the place, the grade, the likeness."""
    person = _reporting(request)
    draft = drafts.read(request.GET.dict())
    context = {"draft": draft, "hints": intake.hints(draft, person), "grades": words.GRADES}
    return render(request, "incidents/_hints.html", context)


def _save(person: Person, draft: Draft, told: Hints, into: str, of: str) -> dict[str, str]:
    kind, where = told.event_type, told.where
    if kind is None or where is None:  # judged before; said again for the types
        raise Invalid(_("The type and the place are needed."))
    at = draft.occurred_at or now()
    title = draft.title or told.title
    if into:
        # The alarm is locked before the room of an incident that others write to.
        prefill.tie(of, actor=person, incident_id=_uuid(into))
        known = add_report(
            actor=person,
            incident_id=_uuid(into),
            text=" · ".join(part for part in (title, draft.place) if part),
            source=draft.source,
            figures=draft.figures,
            occurred_at=at,
        )
        return {"id": str(known.pk)}
    suggested = told.suggestion.grade if told.suggestion else None
    made = report_incident(
        actor=person,
        event_type=kind.code,
        region=where.region,
        title=title,
        # Coordinates stand in the position; in words they would only be read wrong.
        place="" if position(draft.place) else draft.place,
        point=None if where.lat is None or where.lon is None else (where.lat, where.lon),
        occurred_at=at,
        grade=draft.grade or suggested,
        source=draft.source,
        figures=draft.figures,
    )
    prefill.tie(of, actor=person, incident_id=made.pk)
    return {"id": str(made.pk)}


def _problems(draft: Draft, told: Hints) -> dict[str, str]:
    problems = dict(draft.problems)
    if told.event_type is None:
        problems["kind"] = _("Choose a type: type characters, pinyin or initials.")
    if told.where is None:
        problems["place"] = _(
            "Begin with the banner or city, paste coordinates, or click on the map."
        )
    if draft.occurred_at is not None and draft.occurred_at > now():
        problems["occurred"] = _("This time has not come yet.")
    return problems


def _page(
    request: HttpRequest,
    draft: Draft,
    told: Hints | None,
    problems: dict[str, str] | None = None,
    *,
    of: Filled | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "of": of,
        "then": (request.POST.get("then") or request.GET.get("then", ""))[:60],
        "draft": draft,
        "hints": told,
        "problems": problems or {},
        "index": intake.index(cast(Person, request.user)),
        "grades": words.GRADES,
        "in_drawer": _in_drawer(request),
    }
    name = "incidents/_new.html" if _in_drawer(request) else "incidents/new.html"
    return render(request, name, context, status=status)


def _onward(request: HttpRequest, incident_id: str) -> HttpResponse:
    room = prefill.onward(request.POST.get("then", ""), incident_id)
    room = room or reverse("incident", args=[incident_id])
    if _in_drawer(request):
        return HttpResponse(status=NO_CONTENT, headers={"HX-Redirect": room})
    return redirect(room)


def _in_drawer(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _reporting(request: HttpRequest) -> Person:
    person = cast(Person, request.user)
    held = policies.duties_of(person).filter(post__in=REPORTING, region__isnull=False)
    if not held.exists():
        raise NotPermitted(
            _("Only those at a command post report incidents."), posts=sorted(REPORTING)
        )
    return person


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("No such incident, or not visible to you."), field="kind") from None
