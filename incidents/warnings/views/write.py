"""Writing warnings and responses: fill in, look at what it brings, confirm."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from command.core import operations, regions
from command.core.errors import Conflict, NotPermitted
from incidents import prefill
from incidents.prefill import Filled
from incidents.warnings import selectors, words
from incidents.warnings.actions import issue_warning, update_warning
from incidents.warnings.actions.content import Content
from incidents.warnings.forms import ContentForm, IssueForm
from incidents.warnings.lifecycle import GRAVE, Kind
from incidents.warnings.views import choices
from incidents.warnings.views.acts import key_of
from incidents.warnings.views.lists import person_of
from incidents.warnings.views.steps import FORM_METHODS, asked, in_steps

DAY = timedelta(days=1)


@require_http_methods(FORM_METHODS)
@never_cache
def issue(request: HttpRequest) -> HttpResponse:
    """Fill in a new warning, look at what it brings, and issue it."""
    person = person_of(request)
    units = selectors.units_of(person)
    if not units:
        raise NotPermitted(_("You are at no desk of a unit that issues warnings."))
    options = choices.of_issue(person, units)
    start: dict[str, Any] = {"onset_at": now(), "expires_at": now() + DAY, "issued_at": now()}
    start |= {"incident_id": request.GET.get("incident", ""), "unit": units[0].code}
    of = prefill.filled(request.GET.get("of", ""), person)
    start |= _of(of, units) if of else {}
    form = IssueForm(
        request.POST if request.method == "POST" else None, initial=start, **options
    )

    def done() -> HttpResponse:
        given = form.content()
        by_name = ("unit", "event_type", "level", "onset_at", "expires_at", "regions")
        by_name += ("matters", "advice", "issued_at", "incident_id")  # type: ignore[assignment]
        named = {name: given.pop(name) for name in by_name}
        named["incident_id"] = UUID(named["incident_id"]) if named["incident_id"] else None

        def run() -> str:
            return str(issue_warning(actor=person, **named, more=given).pk)

        made, _again = operations.once(
            key_of(request.POST.get("key", "")),
            actor=person,
            what="issue warning",
            asked=asked(request),
            run=run,
        )
        messages.success(request, _("The warning was issued."))
        return redirect("warning", made)

    context = {
        "heading": _("New warning"),
        "back": reverse("warnings"),
        "issues": True,
        "of": of,
    }
    return in_steps(
        request, form, context, done, lambda: _brings(form, form.cleaned_data["unit"][:6])
    )


@require_http_methods(FORM_METHODS)
@never_cache
def update(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    """Adjust a warning, look at what it brings, and issue it anew."""
    person = person_of(request)
    found = selectors.seen(warning_id, person)
    card = selectors.card(found)
    if card.state != "in_force" or card.foreign:
        raise Conflict(_("This warning can no longer be changed here."))
    last = selectors.sent(found)[-1]
    start = choices.initial(Content.of(last)) | {"issued_at": now()}
    form = ContentForm(
        request.POST if request.method == "POST" else None,
        initial=start,
        **choices.of_content(last.regions),
    )

    def done() -> HttpResponse:
        given = form.content()
        at = given.pop("issued_at")

        def run() -> None:
            update_warning(actor=person, warning_id=warning_id, issued_at=at, changes=given)

        operations.once(
            key_of(request.POST.get("key", "")),
            actor=person,
            what=f"update warning {warning_id}",
            asked=asked(request),
            run=run,
        )
        messages.success(request, _("The warning was updated."))
        return redirect("warning", warning_id)

    context = {
        "heading": _("Update the warning"),
        "card": card,
        "back": reverse("warning", args=[warning_id]),
    }
    return in_steps(request, form, context, done, lambda: _brings(form, card.region))


@require_GET
@never_cache
def headline(request: HttpRequest) -> HttpResponse:
    """Show the headline that a warning would have."""
    unit = next((u for u in selectors.units() if u.code == request.GET.get("unit")), None)
    kind = choices.event(request.GET.get("event_type", "")[:8])
    given = request.GET.get("level", "")
    text = ""
    if unit and kind and given in {"1", "2", "3", "4"}:
        text = words.headline(unit.name_zh, Kind.ALERT, kind.name_zh, int(given), drill=False)
    return render(request, "warnings/_headline.html", {"headline": text, "level": given})


def _of(of: Filled, units: list[Any]) -> dict[str, Any]:
    """Return what a thing fills in; of the person's units, the one whose place it is."""
    codes = of.warning.get("regions", [])
    mine = [u.code for u in units if all(regions.covers(u.region_id, code) for code in codes)]
    tied = {"incident_id": of.incident} if of.incident else {}
    return {**of.warning, **tied, "unit": mine[0] if mine else units[0].code}


def _brings(form: Any, issuer: str) -> dict[str, Any]:
    """Return what a warning brings, in numbers."""
    given = form.cleaned_data
    codes = given["regions"]
    found = selectors.cities_of([*codes, *given["inform"]])
    cities = [code for code in found if code != regions.city_of(issuer)]
    grave = given["level"] in GRAVE
    people = selectors.people_in(codes)
    colour = words.colour(given["level"])
    return {
        "title": _("Issue: %(colour)s warning") % {"colour": colour},
        "word": _("Issue"),
        "facts": [
            (_("Level"), colour),
            (_("Jurisdictions covered"), str(len(codes))),
            (
                _("Cities that must acknowledge"),
                ngettext("%(n)d city", "%(n)d cities", len(cities)) % {"n": len(cities)},
            ),
            (_("People on duty in the area"), str(people)),
            (
                _("Jurisdictions that must decide about a response"),
                str(len(codes)) if grave else _("none at this level"),
            ),
            (_("Ends"), f"{given['expires_at'].astimezone():%Y-%m-%d %H:%M}"),
        ],
    }
