"""Plans at work, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.core.errors import Refusal
from command.core.follow import desks_of, start_of
from command.core.ids import new_id
from command.core.models import Person
from command.tasking.lifecycle import TaskKind
from command.tasking.rights import may_order
from plans.activation.models import ActivationState
from plans.activation.selectors import listed
from plans.activation.selectors.course import course, seen_activation
from plans.activation.selectors.receipts import reached
from plans.activation.views.reading import person_of
from plans.document import document_of
from plans.frame import frame
from plans.models import Activation

PARTS = {"course": "activation/_course.html", "receipts": "activation/_receipts.html"}


@require_GET
@never_cache
def activations(request: HttpRequest) -> HttpResponse:
    """Show the plans at work, what waits for a signature, and the reader's own notices."""
    person = person_of(request)
    context = frame(person, "active") | {
        "works": listed.works(person),
        "requests": listed.requests(person),
        "mine": listed.notices_to(person),
        "at": now(),
    }
    part = request.headers.get("HX-Request")
    template = "activation/_list.html" if part else "activation/list.html"
    return render(request, template, context)


@require_GET
@never_cache
def activation(request: HttpRequest, activation_id: UUID) -> HttpResponse:
    """Show one plan at work: its course, its receipts, and what may be done."""
    return shown(request, activation_id)


def shown(
    request: HttpRequest, activation_id: UUID, refusal: Refusal | None = None
) -> HttpResponse:
    """Show the page of one plan at work, perhaps with what was refused on top."""
    person = person_of(request)
    work = seen_activation(activation_id, person)
    part = request.GET.get("part", "")
    context: dict[str, Any] = {"work": work, "at": now()}
    if request.headers.get("HX-Request") and part in PARTS:
        return render(request, PARTS[part], context | _part(part, work, person))
    context |= frame(person, "active") | {
        "start": start_of(work.incident.room_id, *desks_of(person)),
        "drill": work.exercise_id is not None,
        "refusal": refusal,
        "given": request.POST,
        "key": new_id(),
        "form_key": new_id,
        "kinds": TaskKind.choices,
        "roles": document_of(work.version).roles,
    }
    context |= _part("course", work, person) | _part("receipts", work, person)
    running = context["course"].state.status == ActivationState.Status.RUNNING
    city = work.version.plan.city_id
    context["may_act"] = running and may_order(person, work.incident, city)
    context["levels"] = [n for n in range(1, 5) if n != context["course"].state.level]
    status = refusal.status if refusal else 200
    return render(request, "activation/one.html", context, status=status)


def _part(part: str, work: Activation, person: Person) -> dict[str, Any]:
    if part == "course":
        return {"course": course(work, person)}
    city = work.version.plan.city_id
    counts = reached([work.pk])[work.pk]
    return {
        "counts": counts,
        "unconfirmed": counts["total"] - counts["confirmed"],
        "silent": listed.not_confirmed(work) if may_order(person, work.incident, city) else [],
    }
