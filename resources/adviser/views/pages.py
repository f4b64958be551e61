"""The page of three plans, its live part, and its print."""

from dataclasses import replace
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.core.models import Person
from command.core.tongues import reader
from incidents.documents import paper_response
from incidents.frame import frame
from incidents.selectors import seen
from resources.adviser.paper import paper_of
from resources.adviser.selectors.page import advised


def person_of(request: HttpRequest) -> Person:
    """Return who asks."""
    return cast(Person, request.user)


@require_GET
@never_cache
def page(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show needs, plans and floors of an incident."""
    person = person_of(request)
    context = frame(person, incident_id, "forces")
    context["page"] = advised(context["incident"], person)
    # Here 1 to 3 look at the plans.
    context["tabs"] = [replace(tab, number="") for tab in context["tabs"]]
    context["keys_template"] = "adviser/_keys.html"
    return render(request, "adviser/page.html", context)


@require_GET
@never_cache
def plans(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Draw the plans anew."""
    incident = seen(incident_id, person_of(request))
    shown = {"page": advised(incident, person_of(request)), "incident": incident}
    return render(request, "adviser/_plans.html", shown)


@require_GET
@never_cache
def needs(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Draw the needs anew."""
    incident = seen(incident_id, person_of(request))
    shown = {"page": advised(incident, person_of(request)), "incident": incident}
    return render(request, "adviser/_needs.html", shown)


@require_GET
@never_cache
def paper(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Print the newest advice as the reader may see it."""
    person = person_of(request)
    incident = seen(incident_id, person)
    made = paper_of(incident, advised(incident, person), reader(), person)
    return paper_response(made, request.GET.get("form", "pdf"))
