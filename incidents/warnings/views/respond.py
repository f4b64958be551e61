"""Activating, adjusting or proposing a response."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core import operations, regions
from command.core.errors import NotPermitted
from incidents.actions import activate_response, propose_response
from incidents.frame import frame
from incidents.models import NEEDS_APPROVAL
from incidents.selectors import responses_of
from incidents.selectors.signatures import Needed
from incidents.warnings import selectors
from incidents.warnings.forms import ResponseForm
from incidents.warnings.views import choices
from incidents.warnings.views.acts import key_of
from incidents.warnings.views.lists import person_of
from incidents.warnings.views.steps import FORM_METHODS, asked, in_steps
from incidents.words import ROMAN

DAY = timedelta(days=1)


@require_http_methods(FORM_METHODS)
@never_cache
def respond(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Activate, adjust or propose the response of a jurisdiction."""
    person = person_of(request)
    context = frame(person, incident_id, "warnings")
    incident = context["incident"]
    options = choices.of_response(person)
    if not options["places"]:
        raise NotPermitted(_("You are at no desk that responds."))
    start = {"expected_until": now() + 3 * DAY, "jurisdiction": request.GET.get("where", "")}
    form = ResponseForm(
        request.POST if request.method == "POST" else None, initial=start, **options
    )

    def proposes() -> bool:
        where, level = form.cleaned_data["jurisdiction"], form.cleaned_data["level"]
        return level in NEEDS_APPROVAL or not choices.commands(person, where)

    def done() -> HttpResponse:
        door = propose_response if proposes() else activate_response

        def run() -> None:
            door(actor=person, incident_id=incident_id, **form.cleaned_data)

        operations.once(
            key_of(request.POST.get("key", "")),
            actor=person,
            what=f"respond {incident_id}",
            asked=asked(request),
            run=run,
        )
        messages.success(request, _("This is on record."))
        return redirect("incident-warnings", incident_id)

    def brings() -> dict[str, Any]:
        given = form.cleaned_data
        where, level = given["jurisdiction"], given["level"]
        before = {r.jurisdiction: r.level for r in responses_of(incident_id, person)}
        was = ROMAN[before[where] or 0] if before.get(where) else "—"
        needed = Needed().of(level, where) if proposes() else 0
        people = len(selectors.told_in(incident.room_id))
        title = _("Propose level %(level)s for %(where)s") if needed else _(
            "Activate level %(level)s for %(where)s"
        )  # fmt: skip
        return {
            "title": title % {"level": ROMAN[level], "where": regions.name(where)},
            "word": _("Propose") if needed else _("Activate"),
            "facts": [
                (_("Response level"), f"{was} → {ROMAN[level]}"),
                (
                    _("Signatures needed"),
                    str(needed) if needed else _("none: takes effect now"),
                ),
                (_("People on duty who follow this incident"), str(people)),
                (_("Expected until"), f"{given['expected_until'].astimezone():%Y-%m-%d %H:%M}"),
            ],
        }

    context |= {
        "heading": _("Activate or adjust a response"),
        "template": "warnings/respond.html",
    }
    context["back"] = reverse("incident-warnings", args=[incident_id])
    return in_steps(request, form, context, done, brings)
