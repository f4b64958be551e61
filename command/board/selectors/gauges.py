"""Sensors that matter now."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.board.cards import Age, Gauge, Gauges
from command.board.selectors.alarms import concerned
from command.board.selectors.sight import Sight
from command.core.tongues import of_reader
from incidents.monitoring.lifecycle import LEVEL_GUARANTEE, LEVEL_WARNING, Stage
from incidents.monitoring.models import Datastream
from incidents.monitoring.selectors import lately
from incidents.monitoring.selectors.rows import there_at
from incidents.monitoring.selectors.then import stand_then, values_before

SHOWN = 4
READINGS = 24
STALE_AFTER = 5  # intervals
GRAVITY = Case(
    When(state__stage=Stage.GUARANTEE, then=Value(0)),
    When(state__stage=Stage.WARNING, then=Value(1)),
    When(state__stage=Stage.LOST, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)
GRAVEST = (Stage.GUARANTEE, Stage.WARNING, Stage.LOST)
LEVELS = {Stage.GUARANTEE: LEVEL_GUARANTEE, Stage.WARNING: LEVEL_WARNING}


def gauges(sight: Sight) -> Gauges:
    """Return the gravest streams with their last readings. Three queries."""
    found = Datastream.objects.filter(
        concerned(sight, "station__region_id"), state__isnull=False, retired_at__isnull=True
    )
    patience: Any = ExpressionWrapper(
        F("interval_s") * Value(STALE_AFTER * timedelta(seconds=1)), DurationField()
    )
    told = found.aggregate(
        total=Count("pk"),
        over=Count("pk", filter=Q(state__stage__in=list(LEVELS))),
        online=Count("pk", filter=Q(state__observed_at__gte=now() - patience)),
    )
    gravest = found.select_related("station", "state").order_by(
        GRAVITY, F("state__observed_at").desc(nulls_last=True)
    )
    shown = list(gravest[:SHOWN])
    recent = lately(shown)
    rows = tuple(_gauge(stream, recent.get(stream.pk, [])[-READINGS:]) for stream in shown)
    return Gauges(rows=rows, **told)


def gauges_at(sight: Sight, at: datetime) -> Gauges:
    """Return the streams that were gravest at a past moment. Three queries."""
    found = Datastream.objects.filter(
        there_at(at), concerned(sight, "station__region_id"), state__isnull=False
    )
    rows = stand_then(found.select_related("station", "state"), at)
    shown = sorted(rows, key=_gravity)[:SHOWN]
    recent = values_before(shown, at)
    return Gauges(
        rows=tuple(_gauge(stream, recent.get(stream.pk, [])[-READINGS:]) for stream in shown),
        over=sum(stream.state.stage in LEVELS for stream in rows),
        online=sum(not _stale(stream, at) for stream in rows),
        total=found.count(),
    )


def _gravity(stream: Datastream) -> tuple[int, float]:
    state = stream.state
    rank = GRAVEST.index(state.stage) if state.stage in GRAVEST else len(GRAVEST)
    return rank, -(state.observed_at.timestamp() if state.observed_at else 0)


def _stale(stream: Datastream, at: datetime) -> bool:
    seen, patience = (
        stream.state.observed_at,
        timedelta(seconds=STALE_AFTER * stream.interval_s),
    )
    return seen is None or at - seen > patience


def _gauge(stream: Datastream, readings: list[float]) -> Gauge:
    state = stream.state
    limit, remark, tone = _remark(stream)
    return Gauge(
        id=str(stream.pk),
        name=of_reader(stream.station.name_zh, stream.station.name_en),
        quantity=of_reader(stream.name, stream.name_en),
        value="—" if state.value is None else f"{state.value:.2f}".rstrip("0").rstrip("."),
        unit=stream.unit,
        level=LEVELS.get(Stage(state.stage)),
        age=Age(at=state.observed_at or now(), every=stream.interval_s),
        remark=remark,
        tone=tone,
        readings=tuple(readings),
        limit=limit,
    )


def _remark(stream: Datastream) -> tuple[float | None, str, str]:
    value, stage = stream.state.value, stream.state.stage
    if stage == Stage.GUARANTEE and value is not None and stream.guarantee is not None:
        return (
            stream.guarantee,
            _("guarantee +%(n).2f") % {"n": value - stream.guarantee},
            "bad",
        )
    if stage == Stage.WARNING and value is not None and stream.warning is not None:
        return stream.warning, _("warning +%(n).2f") % {"n": value - stream.warning}, "warn"
    if stage == Stage.LOST:
        return stream.warning, _("no data"), ""
    return stream.warning, "", ""
