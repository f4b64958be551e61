"""Stations: one voice each, however many quantities they measure."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Max, Q, Value
from django.db.models.functions import Greatest

from command.core.models import Exercise
from incidents.monitoring.models import Datastream, ReadingHour
from incidents.monitoring.quiet.expected import Expectation
from incidents.monitoring.quiet.lifecycle import Source
from incidents.monitoring.quiet.limits import Limits

# What an exercise made is waited for only while it runs.
PLAYED = Q(exercise__isnull=True) | Q(exercise__state=Exercise.State.RUNNING)


def stations(_at: datetime, limits: Limits) -> Iterator[Expectation]:
    """Return the stations that have spoken at least once; a reading without a value is no word.

    One query, two when some gave no value last.
    """
    rows = list(_rows(limits))
    mute = [row["station"] for row in rows if row["last"] is None]
    before = _before(mute) if mute else {}
    for row in rows:
        yield Expectation(
            source=Source.STATION,
            ref=f"station.{row['station']}",
            region=row["station__region_id"],
            label_zh=row["station__name_zh"],
            label_en=row["station__name_en"] or row["station__name_zh"],
            last_at=row["last"] or before.get(row["station"]),
            overdue_at=row["overdue"] or row["seen"],
            exercise=row["exercise"],
            place=(row["station__point"].y, row["station__point"].x),
        )


def _rows(limits: Limits) -> Any:
    patience = ExpressionWrapper(
        F("interval_s") * Value(timedelta(seconds=limits.stream_intervals)), DurationField()
    )
    until = ExpressionWrapper(
        F("state__observed_at") + Greatest(patience, Value(limits.wait)),
        output_field=DateTimeField(),
    )
    told = Q(state__value__isnull=False)
    rows = Datastream.objects.filter(
        PLAYED,
        station__region__isnull=False,
        state__observed_at__isnull=False,
        retired_at__isnull=True,
    )
    named = rows.order_by("station").values(
        "station",
        "station__region_id",
        "station__name_zh",
        "station__name_en",
        "station__point",
        "exercise",
    )
    return named.annotate(
        seen=Max("state__observed_at"),
        last=Max("state__observed_at", filter=told),
        overdue=Max(until, filter=told),
    )


def _before(stations: list[UUID]) -> dict[UUID, datetime]:
    """Return when stations that give no values gave the last one, by their hours."""
    rows = ReadingHour.objects.filter(datastream__station__in=stations).order_by()
    return dict(rows.values_list("datastream__station").annotate(Max("last_at")))
