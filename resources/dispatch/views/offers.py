"""Offering help that nobody has asked for."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from incidents.selectors import seen
from resources.actions import offer_resource
from resources.dispatch.forms import OfferForm
from resources.dispatch.views.board import person_of
from resources.dispatch.views.needs import whats
from resources.dispatch.views.rooms import WAYS, shown, taken


@require_http_methods(WAYS)
@never_cache
def new_offer(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Offer something of one's own for an incident."""
    person = person_of(request)
    seen(incident_id, person)
    form = OfferForm(request.POST if request.method == "POST" else None, whats=whats())

    def run() -> str:
        given = form.cleaned_data
        made = offer_resource(actor=person, incident_id=incident_id, unit="", **given)
        return str(made.pk)

    done = taken(
        request,
        person,
        form,
        what=f"offer for {incident_id}",
        run=run,
        told=_("The offer is made. The answer appears here."),
        to=lambda _made: reverse("forces-inbox"),
    )
    words = {"heading": _("Offer help"), "word": _("Offer it")}
    return done or shown(request, person, incident_id, form, **words)
