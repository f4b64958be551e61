"""Saying what an incident lacks, and that it lacks it no more."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from incidents.selectors import seen
from resources.actions import close_need, state_need
from resources.dispatch.forms import NeedForm, ReasonForm
from resources.dispatch.views.board import person_of
from resources.dispatch.views.rooms import WAYS, forces_of, shown, taken
from resources.lifecycle import TeamKind
from resources.models import Capability, Supply
from resources.selectors import need_card_of


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

    def run() -> str:
        return str(state_need(actor=person, incident_id=incident_id, **form.cleaned_data).pk)

    def board(need: str) -> str:
        kind = form.cleaned_data["what"]
        return f"{reverse('forces')}?incident={incident_id}&need={need}&kind={kind}"

    done = taken(
        request,
        person,
        form,
        what=f"need {incident_id}",
        run=run,
        told=_("The need is stated. Who could come soonest is below."),
        to=board,
    )
    words = {"heading": _("State a need"), "word": _("State it")}
    return done or shown(request, person, incident_id, form, **words)


@require_http_methods(WAYS)
@never_cache
def end_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Close a need, with its reason; what was asked for it is withdrawn."""
    person = person_of(request)
    need = need_card_of(need_id, person)
    incident_id = UUID(need.incident or "")
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def run() -> str:
        reason = form.cleaned_data["reason"]
        return str(close_need(actor=person, need_id=need_id, reason=reason).pk)

    done = taken(
        request,
        person,
        form,
        what=f"close need {need_id}",
        run=run,
        told=_("The need is closed."),
        to=lambda _need: forces_of(incident_id),
    )
    words: dict[str, Any] = {
        "need": need,
        "heading": _("Close the need %(number)s") % {"number": need.number},
        "word": _("Close it"),
    }
    return done or shown(request, person, incident_id, form, **words)


def whats() -> list[Any]:
    """Return what can be needed or offered, by sort."""
    return [
        (_("Teams"), list(TeamKind.choices)),
        (_("Equipment and supplies"), [(one.code, one.name) for one in Supply.objects.all()]),
    ]
