"""Sensors that matter now, and the alarm in the bar."""

from datetime import datetime, timedelta

from django.db.models import Case, F, IntegerField, Value, When
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from command.board.cards import Age, AlarmBar, Gauge, Gauges
from command.board.selectors.sight import Sight
from command.core import regions
from incidents.monitoring.lifecycle import (
    LEVEL_GUARANTEE,
    LEVEL_WARNING,
    AlarmStatus,
    Stage,
)
from incidents.monitoring.models import AlarmState, Datastream, Reading, Station

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
LEVELS = {Stage.GUARANTEE: LEVEL_GUARANTEE, Stage.WARNING: LEVEL_WARNING}


def gauges(sight: Sight) -> Gauges:
    """Return the gravest streams with their last readings. One query, and one a row."""
    found = Datastream.objects.filter(state__isnull=False).select_related("station", "state")
    streams = [
        stream
        for stream in found.order_by(GRAVITY, F("state__observed_at").desc(nulls_last=True))
        if _concerns(sight, stream.station)
    ]
    at = now()
    online = sum(_online(stream, at) for stream in streams)
    over = sum(stream.state.stage in LEVELS for stream in streams)
    return Gauges(
        rows=tuple(_gauge(stream) for stream in streams[:SHOWN]),
        over=over,
        online=online,
        total=len(streams),
    )


def alarm_bar(sight: Sight) -> AlarmBar | None:
    """Return the gravest unacknowledged alarm; of equals, the oldest. One query."""
    wide = Sight(sight.person)  # an alarm is not narrowed to the chosen city
    found = AlarmState.objects.filter(status=AlarmStatus.UNACKNOWLEDGED)
    waiting = [
        state.alarm
        for state in found.select_related("alarm__datastream__station").order_by(
            "level", "alarm__raised_at"
        )
        if _concerns(wide, state.alarm.datastream.station)
    ]
    if not waiting:
        return None
    alarm = waiting[0]
    stream, station = alarm.datastream, alarm.datastream.station
    where = []
    if station.region_id:
        codes = dict.fromkeys([regions.city_of(station.region_id), station.region_id])
        where = [regions.name(code) for code in codes]
    value = "" if alarm.value is None else f"{alarm.value:g} {stream.unit}"
    return AlarmBar(
        id=str(alarm.pk),
        level=alarm.level,
        tag=_("ALARM"),
        title=f"{name_of(station)} {alarm.get_cause_display()}",
        where=" · ".join([*where, *filter(None, [stream_name(stream), value])]),
        raised_at=alarm.raised_at,
        more=len(waiting) - 1,
        lat=station.point.y,
        lon=station.point.x,
    )


def name_of(station: Station) -> str:
    """Return a station's name in the reader's language, as far as there is one."""
    return station.name_zh if _chinese() or not station.name_en else station.name_en


def stream_name(stream: Datastream) -> str:
    """Return what a stream measures, in the reader's language."""
    return stream.name if _chinese() or not stream.name_en else stream.name_en


def _chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _concerns(sight: Sight, station: Station) -> bool:
    # A station beyond the four cities (upstream) concerns everybody on duty.
    if station.region_id is None:
        return bool(sight.scopes) and not sight.city
    return sight.sees(station.region_id)


def _online(stream: Datastream, at: datetime) -> bool:
    heard = stream.state.observed_at
    return heard is not None and at - heard <= timedelta(
        seconds=STALE_AFTER * stream.interval_s
    )


def _gauge(stream: Datastream) -> Gauge:
    state = stream.state
    newest = Reading.objects.filter(datastream=stream, value__isnull=False)
    readings = list(newest.order_by("-observed_at").values_list("value", flat=True)[:READINGS])
    limit, remark, tone = _remark(stream)
    return Gauge(
        id=str(stream.pk),
        name=name_of(stream.station),
        quantity=stream_name(stream),
        value="—" if state.value is None else f"{state.value:.2f}".rstrip("0").rstrip("."),
        unit=stream.unit,
        level=LEVELS.get(Stage(state.stage)),
        age=Age(at=state.observed_at or now(), every=stream.interval_s),
        remark=remark,
        tone=tone,
        readings=tuple(reversed([value for value in readings if value is not None])),
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
