"""The page of one station: its charts, its alarms, the cameras near, its readings as CSV."""

import csv
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.errors import NotThere
from command.core.follow import desks_of, start_of
from command.core.models import Person
from incidents.cameras.selectors import limits
from incidents.monitoring import selectors, trend, words
from incidents.monitoring.models import Station
from incidents.monitoring.selectors.history import (
    SPANS,
    History,
    as_drawn,
    history,
    station_alarms,
)
from incidents.monitoring.selectors.rows import gravity, rows_of
from incidents.monitoring.views.frame import acts_of, around, on_duty, span_of

MOST_LINES = 24  # of the table under a chart
MOST_EXPECTED = 12  # and of the forecast under them
MOST_TILES = 2  # live pictures beside the charts


@require_safe
@never_cache
def station(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """Show one station."""
    person = on_duty(request)
    start = start_of(*rooms_of(person))
    context = _standing(person, station_id)
    span = span_of(request)
    near = around(person, context["station"])
    context |= {
        "live": True,
        "start": start,
        "drill": context["station"].exercise_id is not None,
        "keys_template": "monitoring/_station_keys.html",
        "charts": [
            (row, drawn(history(row.stream, span), span)) for row, _alarms in context["rows"]
        ],
        "spans": list(SPANS),
        "span": span,
        "tiles": [one["card"] for one in near["cameras"] if one["card"].plays][:MOST_TILES],
        **near,
        "limits": limits(person.origin),
        "past": station_alarms(station_id),
    }
    return render(request, "monitoring/station.html", context)


@require_safe
@never_cache
def standing(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """Show anew how the station stands."""
    context = _standing(on_duty(request), station_id)
    return render(request, "monitoring/_station_now.html", context)


@require_safe
@never_cache
def alarms(request: HttpRequest, station_id: UUID) -> HttpResponse:
    """Show anew the alarms of the station."""
    context = _standing(on_duty(request), station_id) | {"past": station_alarms(station_id)}
    return render(request, "monitoring/_alarms.html", context)


@require_safe
@never_cache
def chart(request: HttpRequest, stream_id: UUID) -> JsonResponse:
    """Give a chart for the script that draws it, with its words and its table."""
    stream = selectors.stream_seen(stream_id, on_duty(request))
    return JsonResponse(drawn(history(stream, span_of(request)), span_of(request)))


@require_safe
@never_cache
def export(request: HttpRequest, stream_id: UUID) -> HttpResponse:
    """Give what the chart shows as CSV, with the mark by which spreadsheets know UTF-8."""
    stream = selectors.stream_seen(stream_id, on_duty(request))
    found = history(stream, span_of(request))
    name = f"{stream.station.code}-{stream.key}-{span_of(request)}-{localtime():%Y%m%d-%H%M}"
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    safe = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)
    answer["Content-Disposition"] = f'attachment; filename="{safe}.csv"'
    sheet = csv.writer(answer)
    sheet.writerow(
        [
            _("Time"), _("Mean"), _("Lowest"), _("Highest"),
            _("Readings"), _("Unit"), _("Step (s)"),
        ]
    )  # fmt: skip
    for point in found.points:
        at = localtime(point.at).isoformat()
        numbers = [words.number(value) for value in (point.mean, point.low, point.high)]
        sheet.writerow([at, *numbers, point.count, stream.unit, round(found.step_s)])
    return answer


def drawn(found: History, span: str) -> dict[str, Any]:
    """Return a chart with its words: what a script draws, and what is read without one."""
    return {
        **as_drawn(found),
        "span": span,
        "said": _said(found),
        "table": list(_table(found)),
    }


def rooms_of(person: Person) -> list[str]:
    """Return the rooms whose facts change these pages."""
    return list(desks_of(person))


def _said(found: History) -> list[str]:
    said = trend.summary(found.stream, found.points)
    if found.outlook:
        outlook = found.outlook
        said.append(trend.expected(found.stream, outlook.issued_at, outlook.rows))
    return said


def _table(found: History) -> Iterator[list[str]]:
    """Yield the newest lines of the table (time, lowest, mean, highest), then the forecast."""
    every = max(1, len(found.points) // MOST_LINES)
    for first in range((len(found.points) - 1) % every, len(found.points), every):
        part = found.points[max(0, first - every + 1) : first + 1]
        count = sum(p.count for p in part)
        yield [
            trend.clock(part[0].at),
            words.number(min(p.low for p in part)),
            words.number(sum(p.mean * p.count for p in part) / count),
            words.number(max(p.high for p in part)),
        ]
    expected = found.outlook.rows if found.outlook else []
    for at, value in expected[:: max(1, len(expected) // MOST_EXPECTED)]:
        yield [f"{trend.clock(at)} · {_('Forecast')}", "—", words.number(value), "—"]


def _standing(person: Person, station_id: UUID) -> dict[str, Any]:
    found = Station.objects.filter(selectors.seen_by(person), pk=station_id)
    place = found.select_related("region", "exercise").first()
    if place is None:
        raise NotThere(_("No such station, or not visible to you."))
    rows = rows_of(person, place)
    standing = [(row, state) for row, alarms in rows for state in alarms]
    standing.sort(key=lambda pair: gravity(pair[1]))
    return {"station": place, "rows": rows, "standing": standing, **acts_of(person, place)}
