"""One step of a deployment, taken from a screen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command.core.errors import Invalid
from resources.actions import advance_deployment, call_reserved, cancel_reservation
from resources.dispatch.views.answers import number, once
from resources.dispatch.views.board import person_of
from resources.selectors import deployment_card_of

STEPS = ("departed", "on_scene", "released", "returned", "cancelled", "call")


@require_POST
def step(request: HttpRequest, deployment_id: UUID) -> HttpResponse:
    """Move a deployment on: left, arrived, released, home, cancelled, or called at last."""
    person = person_of(request)
    there = request.POST.get("quantity", "")
    quantity = number(there) if there else None
    to, reason = request.POST.get("answer", ""), request.POST.get("reason", "")
    if to not in STEPS:
        raise Invalid(_("There is no such step."), field="answer")
    card = deployment_card_of(deployment_id, person)

    def run() -> None:
        if to == "call":
            call_reserved(actor=person, deployment_id=deployment_id, reason=reason)
        elif to == "cancelled" and card.status == "reserved":
            cancel_reservation(actor=person, deployment_id=deployment_id, reason=reason)
        else:
            advance_deployment(
                actor=person,
                deployment_id=deployment_id,
                to=to,
                quantity=quantity,
                reason=reason,
            )

    return once(request, person, f"step {deployment_id}", [to, reason, there], run)
