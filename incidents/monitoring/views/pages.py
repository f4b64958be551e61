"""The list of what is measured, one stream beside it, and the stations on a map."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.core.errors import NotThere
from command.core.follow import start_of
from command.core.models import Person
from incidents.monitoring import selectors
from incidents.monitoring.selectors.alarms import disabled
from incidents.monitoring.selectors.history import SPANS, history
from incidents.monitoring.selectors.mapped import on_map as stations_on_map
from incidents.monitoring.selectors.mapped import values_now
from incidents.monitoring.selectors.overview import STATES, Narrow, Overview, overview
from incidents.monitoring.selectors.rows import OUTSIDE, cause_of, row_of
from incidents.monitoring.views.frame import (
    acts_of,
    around,
    on_duty,
    span_of,
    stream_asked,
)
from incidents.monitoring.views.station import drawn, rooms_of

MOST_SOUGHT = 60  # signs


@require_safe
@never_cache
def sensors(request: HttpRequest) -> HttpResponse:
    """Show the list with one stream beside it."""
    person = on_duty(request)
    start = start_of(*rooms_of(person))
    by = _narrowed(request)
    found = overview(person, by)
    asked = stream_asked(request)
    keys = [row.stream.pk for row in found.rows]
    chosen = asked if asked in keys else keys[0] if keys else None
    context = {
        "live": True,
        "start": start,
        "keys_template": "monitoring/_keys.html",
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        "outside": OUTSIDE,
        **_shown(found, by, chosen),
    }
    if chosen is not None:
        context |= _one(request, person, chosen)
    return render(request, "monitoring/page.html", context)


@require_safe
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """Show the list anew."""
    person, by = on_duty(request), _narrowed(request)
    context = _shown(overview(person, by), by, stream_asked(request))
    return render(request, "monitoring/_list.html", context)


@require_safe
@never_cache
def detail(request: HttpRequest, stream_id: UUID) -> HttpResponse:
    """Show one stream: now, its chart, the cameras and the place."""
    context = _one(request, on_duty(request), stream_id)
    return render(request, "monitoring/_detail.html", context)


@require_safe
@never_cache
def standing(request: HttpRequest, stream_id: UUID) -> HttpResponse:
    """Show anew how one stream stands, and its alarms."""
    context = _now(on_duty(request), stream_id)
    return render(request, "monitoring/_now.html", context)


@require_safe
@never_cache
def on_map(request: HttpRequest) -> JsonResponse:
    """Give the stations for a map, each with its gravest alarm and its values."""
    person = on_duty(request)
    return JsonResponse({"stations": stations_on_map(person)})


@require_safe
@never_cache
def values(request: HttpRequest) -> JsonResponse:
    """Give the newest value of every stream, for rows that are on a screen already."""
    return JsonResponse({"values": values_now(on_duty(request))})


def _one(request: HttpRequest, person: Person, stream_id: UUID) -> dict[str, Any]:
    context = _now(person, stream_id)
    stream = context["row"].stream
    return {
        **context,
        "chart": drawn(history(stream, span_of(request)), span_of(request)),
        "spans": list(SPANS),
        **around(person, stream.station),
    }


def _now(person: Person, stream_id: UUID) -> dict[str, Any]:
    stream = selectors.stream_seen(stream_id, person)
    if getattr(stream, "state", None) is None:
        raise NotThere(_("No such stream, or not visible to you."))
    row, alarms = row_of(stream)
    return {
        "row": row,
        "alarms": alarms,
        "cause": cause_of(person, row),
        "disabled": disabled().filter(datastream=stream),
        **acts_of(person, stream.station),
    }


def _narrowed(request: HttpRequest) -> Narrow:
    given = request.GET
    city, state = given.get("city", ""), given.get("state", "")
    return Narrow(
        city=city if city in (*regions.CITIES, OUTSIDE) else "",
        state=state if state in STATES else "",
        quantity=given.get("quantity", "")[:MOST_SOUGHT],
        sought=given.get("q", "").strip()[:MOST_SOUGHT],
    )


def _shown(found: Overview, by: Narrow, chosen: UUID | None) -> dict[str, Any]:
    return {"found": found, "by": by, "chosen": str(chosen or "")}
