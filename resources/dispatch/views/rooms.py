"""Forms that stand in an incident's room: taken once, or shown again with what is wrong."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from command.core import operations
from command.core.errors import Conflict, Invalid
from command.core.ids import new_id
from command.core.models import Person
from incidents.frame import frame
from resources.dispatch.views.answers import key_of, see_other

WAYS = ["GET", "HEAD", "POST"]
SHOWN = "dispatch/need.html"


def taken(
    request: HttpRequest,
    person: Person,
    form: forms.Form,
    *,
    what: str,
    run: Callable[[], Any],
    told: str,
    to: Callable[[Any], str],
) -> HttpResponse | None:
    """Do what a form asks, once per key, say so, and lead on; nothing where it is to be mended.

    ``run`` returns what ``to`` makes the next address of. A refusal stands in the form.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made, _again = operations.once(
            key_of(request.POST.get("key", "")),
            actor=person,
            what=what,
            asked=form.cleaned_data,
            run=run,
        )
    except (Invalid, Conflict) as refusal:
        field = str(refusal.detail.get("field", ""))
        form.add_error(field if field in form.fields else None, str(refusal.message))
        return None
    messages.success(request, told)
    return see_other(to(made))


def shown(
    request: HttpRequest,
    person: Person,
    incident_id: UUID,
    form: forms.Form,
    **words: Any,
) -> HttpResponse:
    """Show a form in the room of an incident: ``heading``, ``word`` of its button, and more."""
    context = frame(person, incident_id, "forces") | {
        "form": form,
        "key": request.POST.get("key") or new_id(),
        "back": forces_of(incident_id),
        **words,
    }
    return render(request, SHOWN, context, status=400 if form.errors else 200)


def forces_of(incident_id: UUID) -> str:
    """Return where the forces of an incident are shown."""
    return reverse("incident-forces", args=[incident_id])
