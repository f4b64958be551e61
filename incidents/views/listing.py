"""The list of incidents, and its export."""

import csv
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import policies, regions
from command.core.errors import NotThere
from command.core.follow import desks_of, start_of
from command.core.models import Person
from incidents import words
from incidents.lifecycle import Status
from incidents.models import EventType
from incidents.rights import HANDLING, REPORTING
from incidents.selectors import IncidentCard, open_to
from incidents.selectors.listing import Wanted, exported, listed, wanted

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@never_cache
def incidents(request: HttpRequest) -> HttpResponse:
    """Show the list."""
    person = _on_duty(request)
    rooms = open_to(person).values_list("room_id", flat=True)
    start = start_of(*dict.fromkeys([*desks_of(person), *rooms]))
    by = wanted(request.GET.dict())
    families = EventType.objects.filter(code__endswith="00").exclude(code="10000")
    context = _context(person, by) | {
        "live": True,
        "start": start,
        "families": [kind for kind in families if kind.code[2] != "0"],
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        "reports": _holds(person, REPORTING),
        "keys_template": "incidents/_keys.html",
    }
    return render(request, "incidents/list.html", context)


@require_safe
@never_cache
def panel(request: HttpRequest) -> HttpResponse:
    """Show the rows anew."""
    person = _on_duty(request)
    by = wanted(request.GET.dict())
    return render(request, "incidents/_list.html", _context(person, by))


@require_safe
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """Give the list as CSV, with the mark by which spreadsheets know UTF-8."""
    person = _on_duty(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"incidents-{localtime(now()):%Y%m%d-%H%M}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.write("\ufeff")
    sheet = csv.writer(answer)
    sheet.writerow(
        [
            _("Number"), _("Title"), _("Type"), _("Grade"), _("Status"), _("City"),
            _("Banner, county or district"), _("Place"), _("Occurred"), _("Reported"),
            _("Lead"), _("Exercise"), _("Latitude"), _("Longitude"),
        ]
    )  # fmt: skip
    for card in exported(person, wanted(request.GET.dict())):
        sheet.writerow([_cell(value) for value in _row(card)])
    return answer


def _context(person: Person, by: Wanted) -> dict[str, Any]:
    found = listed(person, by)
    return {
        "by": by,
        "listed": found,
        "rows": [(card, Status(card.status).label) for card in found.cards],
        "merges": _holds(person, HANDLING),
        "before": found.page - 1 if found.page > 1 else None,
        "after": found.page + 1 if found.page < found.pages else None,
    }


def _row(card: IncidentCard) -> list[object]:
    return [
        card.number,
        card.title,
        words.type_name(card.type_name_zh, card.type_name_en),
        words.grade(card.grade),
        Status(card.status).label,
        regions.name(card.city),
        regions.name(card.region),
        card.place,
        card.occurred_at,
        card.reported_at,
        regions.name(card.lead_authority),
        _("yes") if card.exercise else "",
        "" if card.lat is None else card.lat,
        "" if card.lon is None else card.lon,
    ]


def _cell(value: object) -> object:
    # What people wrote must not run as a formula in whoever's spreadsheet.
    text = str(value)
    if isinstance(value, str) and text.startswith(FORMULA):
        return f"'{text}"
    return value


def _holds(person: Person, posts: Any) -> bool:
    return policies.duties_of(person).filter(post__in=posts, region__isnull=False).exists()


def _on_duty(request: HttpRequest) -> Person:
    person = cast(Person, request.user)
    if not policies.rooms_visible_to(person).exclude(kind="person").exists():
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person
