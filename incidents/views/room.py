"""People's pages of incidents."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.core.models import Person
from incidents import frame
from incidents.selectors import seen


@require_GET
@never_cache
def head(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the head of an incident's room anew."""
    incident = seen(incident_id, cast(Person, request.user))
    return render(request, "room/_head.html", frame.head(incident))
