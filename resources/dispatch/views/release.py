"""Letting everything go that is still at an incident."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core.errors import Conflict
from incidents.selectors import seen
from resources.actions import release_forces
from resources.dispatch.forms import ReasonForm
from resources.dispatch.selectors.leaving import leaving
from resources.dispatch.views.board import person_of
from resources.dispatch.views.rooms import WAYS, forces_of, shown, taken


@require_http_methods(WAYS)
@never_cache
def release(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show what releasing all forces of an incident brings, city by city, and do it."""
    person = person_of(request)
    seen(incident_id, person)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def run() -> int:
        reason = form.cleaned_data["reason"]
        gone = release_forces(actor=person, incident_id=incident_id, reason=reason)
        if not gone:
            raise Conflict(_("Nothing is left that could be released."))
        return gone

    done = taken(
        request,
        person,
        form,
        what=f"release {incident_id}",
        run=run,
        told=_("Everything is released. Each lender says when it is home."),
        to=lambda _gone: forces_of(incident_id),
    )
    words = {
        "heading": _("Release all forces"),
        "word": _("Release all"),
        "leaving": leaving(incident_id),
        "releases": True,
    }
    return done or shown(request, person, incident_id, form, **words)
