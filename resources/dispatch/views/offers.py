"""Offering help that nobody has asked for."""

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
from resources.actions import offer_resource
from resources.dispatch.forms import OfferForm
from resources.dispatch.views.answers import key_of, see_other
from resources.dispatch.views.board import person_of
from resources.dispatch.views.needs import WAYS, whats


@require_http_methods(WAYS)
@never_cache
def new_offer(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Offer something of one's own for an incident."""
    person = person_of(request)
    seen(incident_id, person)
    form = OfferForm(request.POST if request.method == "POST" else None, whats=whats())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def run() -> str:
            made = offer_resource(actor=person, incident_id=incident_id, unit="", **given)
            return str(made.pk)

        try:
            operations.once(
                key_of(request.POST.get("key", "")),
                actor=person,
                what=f"offer for {incident_id}",
                asked=given,
                run=run,
            )
            messages.success(request, _("The offer is made. The answer appears here."))
            return see_other(reverse("forces-inbox"))
        except (Invalid, Conflict) as refusal:
            field = str(refusal.detail.get("field", ""))
            form.add_error(field if field in form.fields else None, str(refusal.message))
    context = frame(person, incident_id, "forces") | {
        "form": form,
        "key": request.POST.get("key") or new_id(),
        "heading": _("Offer help"),
        "word": _("Offer it"),
        "back": reverse("incident-forces", args=[incident_id]),
    }
    return render(request, "dispatch/need.html", context, status=400 if form.errors else 200)
