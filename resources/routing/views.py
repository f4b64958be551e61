"""People's pages of roads: the map with what holds, and the forms."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from command.core import operations
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Person
from command.core.policies import duties_of, scopes_of
from resources.dispatch.frame import frame
from resources.routing import pages
from resources.routing.actions import lift_condition, report_condition
from resources.routing.actions.conditions import MAY_REPORT
from resources.routing.forms import ConditionForm, LiftForm
from resources.routing.places import where
from resources.routing.selectors import seen

WAYS = ["GET", "HEAD", "POST"]


@require_http_methods(WAYS)
@never_cache
def roads(request: HttpRequest) -> HttpResponse:
    """Show the roads with what holds; take a new condition."""
    person = _person(request)
    own = _own(person)
    if request.method == "POST" and not own:
        raise NotPermitted(
            _("Only those on duty where the road lies may report its condition.")
        )
    form = ConditionForm(request.POST if request.method == "POST" else None, cities=own)
    if request.method == "POST" and form.is_valid() and _reported(request, person, form):
        messages.success(request, _("Reported. Every travel time reckons with it from now on."))
        return _see_other("roads")
    shown: dict[str, Any] = frame(person, "roads") | {
        "form": form if own else None,
        "key": request.POST.get("key") or new_id(),
        **pages.context(person),
    }
    return render(request, "routing/page.html", shown, status=400 if form.errors else 200)


@require_safe
@never_cache
def panel(request: HttpRequest) -> HttpResponse:
    """Show the map and the list anew."""
    return render(request, "routing/_roads.html", pages.context(_person(request)))


@require_http_methods(WAYS)
@never_cache
def lift(request: HttpRequest, condition_id: UUID) -> HttpResponse:
    """Ask why a condition is over before its time; lift it."""
    person = _person(request)
    found = seen(condition_id, person)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            lift_condition(actor=person, condition_id=condition_id, reason=reason)
            messages.success(request, _("Lifted. It no longer counts."))
            return _see_other("roads")
        except (Invalid, Conflict) as refusal:
            form.add_error(None, str(refusal.message))
    shown = frame(person, "roads") | {
        "form": form,
        "one": found,
        "where": where(found.edges, found.area_id or ""),
    }
    return render(request, "routing/lift.html", shown, status=400 if form.errors else 200)


def _reported(request: HttpRequest, person: Person, form: ConditionForm) -> bool:
    given = form.cleaned_data
    words = {name: given[name] for name in ("kind", "source", "text_zh", "text_en")}

    def run() -> str:
        until = now() + timedelta(hours=given["hours"])
        return str(report_condition(actor=person, until=until, **words, **form.place()).pk)

    try:
        operations.once(
            _key(request.POST.get("key", "")),
            actor=person,
            what="report a road condition",
            asked={**words, "where": given["where"], "hours": given["hours"]},
            run=run,
        )
    except (Invalid, Conflict) as refusal:
        field = str(refusal.detail.get("field", ""))
        form.add_error(field if field in form.fields else None, str(refusal.message))
        return False
    return True


def _own(person: Person) -> tuple[str, ...]:
    """Return over what a person is on duty in a post that reports."""
    held = duties_of(person).filter(post__in=MAY_REPORT, region__isnull=False)
    return tuple(sorted(set(held.values_list("region_id", flat=True))))


def _person(request: HttpRequest) -> Person:
    person = cast(Person, request.user)
    if not scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("The page is out of date. Load it anew."), field="key") from None


def _see_other(name: str) -> HttpResponse:
    response = HttpResponseRedirect(reverse(name))
    response.status_code = 303
    return response
