"""Saying what an incident lacks, and that it lacks it no more."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core import operations
from command.core.errors import Conflict, Invalid
from command.core.ids import new_id
from incidents.frame import frame
from incidents.selectors import seen
from resources.actions import close_need, state_need
from resources.dispatch.forms import NeedForm, ReasonForm
from resources.dispatch.views.answers import key_of, see_other
from resources.dispatch.views.board import person_of
from resources.lifecycle import TeamKind
from resources.models import Capability, Supply
from resources.selectors import need_card_of

WAYS = ["GET", "HEAD", "POST"]


@require_http_methods(WAYS)
@never_cache
def new_need(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """State a need of an incident."""
    person = person_of(request)
    incident = seen(incident_id, person)
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        initial={"place": incident.place, "what": request.GET.get("what", "")},
        whats=whats(),
        able=[(one.code, one.name) for one in Capability.objects.all()],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def run() -> str:
            return str(state_need(actor=person, incident_id=incident_id, **given).pk)

        try:
            need, _again = operations.once(
                key_of(request.POST.get("key", "")),
                actor=person,
                what=f"need {incident_id}",
                asked={**given, "needed_by": _told(given["needed_by"])},
                run=run,
            )
            messages.success(request, _("The need is stated. Who could come soonest is below."))
            kind = given["what"]
            return see_other(
                f"{reverse('forces')}?incident={incident_id}&need={need}&kind={kind}"
            )
        except (Invalid, Conflict) as refusal:
            field = str(refusal.detail.get("field", ""))
            form.add_error(field if field in form.fields else None, str(refusal.message))
    context = frame(person, incident_id, "forces") | {
        "form": form,
        "key": request.POST.get("key") or new_id(),
        "heading": _("State a need"),
        "word": _("State it"),
        "back": reverse("incident-forces", args=[incident_id]),
    }
    return render(request, "dispatch/need.html", context, status=400 if form.errors else 200)


@require_http_methods(WAYS)
@never_cache
def end_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Close a need, with its reason; what was asked for it is withdrawn."""
    person = person_of(request)
    need = need_card_of(need_id, person)
    incident_id = UUID(need.incident or "")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    back = reverse("incident-forces", args=[incident_id])
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            operations.once(
                key_of(request.POST.get("key", "")),
                actor=person,
                what=f"close need {need_id}",
                asked=reason,
                run=lambda: str(close_need(actor=person, need_id=need_id, reason=reason).pk),
            )
            messages.success(request, _("The need is closed."))
            return see_other(back)
        except (Invalid, Conflict) as refusal:
            form.add_error(None, str(refusal.message))
    context: dict[str, Any] = frame(person, incident_id, "forces") | {
        "form": form,
        "need": need,
        "key": request.POST.get("key") or new_id(),
        "heading": _("Close the need %(number)s") % {"number": need.number},
        "word": _("Close it"),
        "back": back,
    }
    return render(request, "dispatch/need.html", context, status=400 if form.errors else 200)


def whats() -> list[Any]:
    """Return what can be needed or offered, by sort."""
    return [
        (_("Teams"), list(TeamKind.choices)),
        (_("Equipment and supplies"), [(one.code, one.name) for one in Supply.objects.all()]),
    ]


def _told(at: datetime | None) -> str:
    return at.isoformat() if at else ""
