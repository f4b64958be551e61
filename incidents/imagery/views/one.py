"""One image: enlarged, marked, bound, released."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core import follow
from command.core.errors import Invalid
from command.core.opening import Cover
from incidents.imagery.actions import (
    annotate_image,
    bind_image,
    countersign_release,
    release_image,
    unbind_image,
    withdraw_annotation,
)
from incidents.imagery.models import Annotation, Release
from incidents.imagery.selectors import seen_image
from incidents.imagery.selectors.single import single
from incidents.imagery.views.answers import answer, key_in, once, person_of, share_in

MOST_COVERS = 20_000  # signs of JSON


@require_safe
@never_cache
def image(request: HttpRequest, image_id: UUID) -> HttpResponse:
    """Show one image with all that is said of it; to a script, without the page around it."""
    person = person_of(request)
    found = seen_image(image_id, person)
    start = follow.start_of(found.incident.room_id)
    one = single(found, person)
    marks = [
        {
            "id": str(mark.pk),
            "shape": mark.shape,
            "at": [mark.x1, mark.y1, mark.x2, mark.y2],
            "text": mark.text,
        }
        for mark in one.marks
    ]
    context = {
        "one": one,
        "card": one.card,
        "marks": marks,
        "shapes": Annotation.Shape.choices,
        "audiences": Release.Audience.choices,
        "start": start,
        "live": True,
    }
    inner = bool(request.headers.get("HX-Request"))
    return render(request, "imagery/_one.html" if inner else "imagery/one.html", context)


@require_POST
def mark(request: HttpRequest, image_id: UUID) -> HttpResponse:
    """Draw over an image."""
    person, given = person_of(request), request.POST
    once(
        request,
        lambda: (
            annotate_image(
                actor=person,
                image_id=image_id,
                shape=given.get("shape", ""),
                start=(share_in(given, "x1"), share_in(given, "y1")),
                end=(share_in(given, "x2"), share_in(given, "y2")),
                text=given.get("text", ""),
            ).pk
        ),
    )
    return answer(request, reverse("image", args=[image_id]))


@require_POST
def unmark(request: HttpRequest, annotation_id: UUID) -> HttpResponse:
    """Take back what was drawn."""
    row = withdraw_annotation(actor=person_of(request), annotation_id=annotation_id)
    return answer(request, reverse("image", args=[row.annotation.image_id]))


@require_POST
def bind(request: HttpRequest, image_id: UUID) -> HttpResponse:
    """Bind an image: ``thing`` is ``incident.<id>`` or ``task.<id>``."""
    person = person_of(request)
    kind, _dot, key = request.POST.get("thing", "").partition(".")
    thing = key_in({"thing": key}, "thing")
    if thing is None or kind not in {"incident", "task"}:
        raise Invalid(_("Choose an incident or a task."), field="thing")
    of = {"incident_id": thing} if kind == "incident" else {"task_id": thing}
    once(request, lambda: bind_image(actor=person, image_id=image_id, **of).pk)
    return answer(request, reverse("image", args=[image_id]))


@require_POST
def unbind(request: HttpRequest, binding_id: UUID) -> HttpResponse:
    """End a binding."""
    row = unbind_image(actor=person_of(request), binding_id=binding_id)
    return answer(request, reverse("image", args=[row.image_id]))


@require_POST
def release(request: HttpRequest, image_id: UUID) -> HttpResponse:
    """Make a version with faces and plates covered."""
    person, given = person_of(request), request.POST
    covers = _covers(given.get("covers", ""))
    if not covers and given.get("nobody") != "1":
        raise Invalid(
            _("Cover faces and plates, or say that nobody can be recognised."), field="covers"
        )
    once(
        request,
        lambda: (
            release_image(
                actor=person,
                image_id=image_id,
                covers=covers,
                audience=given.get("audience", ""),
                reason=given.get("reason", ""),
            ).pk
        ),
    )
    return answer(request, reverse("image", args=[image_id]))


@require_POST
def countersign(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Agree that a version may go to the public."""
    row = countersign_release(actor=person_of(request), release_id=release_id)
    return answer(request, reverse("image", args=[row.release.image_id]))


def _covers(text: str) -> list[Cover]:
    """Return the rectangles of a form: a JSON list of lists of four numbers."""
    if len(text) > MOST_COVERS:
        raise Invalid(_("Too many rectangles."), field="covers")
    try:
        left = [tuple(float(value) for value in one) for one in json.loads(text or "[]")]
    except (ValueError, TypeError, RecursionError):
        raise Invalid(_("A rectangle is not on the image."), field="covers") from None
    covers: list[Cover] = []
    for one in left:
        if len(one) != 4:
            raise Invalid(_("A rectangle is not on the image."), field="covers")
        covers.append((one[0], one[1], one[2], one[3]))
    return covers
