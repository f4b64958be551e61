"""What is done about an alarm from a page: each act is a door."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from command.core.models import Person
from incidents.monitoring.actions import acknowledge_alarm

SEE_OTHER = 303


@require_POST
def acknowledge(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Put one's name to having seen exactly this alarm."""
    acknowledge_alarm(actor=cast(Person, request.user), alarm_id=alarm_id)
    return _done(request)


def _done(request: HttpRequest) -> HttpResponse:
    """Answer a script with nothing, and a form with the list."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    answer = redirect("sensors")
    answer.status_code = SEE_OTHER
    return answer
