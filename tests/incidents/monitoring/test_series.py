"""What is read of readings: by readings, minutes or hours; the newest words; forecasts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from incidents.monitoring.actions import (
    keep_partitions,
    record_forecast,
    record_readings,
    retire_datastream,
)
from incidents.monitoring.models import (
    Forecast,
    ReadingHour,
    ReadingMinute,
)
from incidents.monitoring.selectors import latest, outlooks, series
from incidents.monitoring.trend import Point, pace
from tests import make
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import Post

pytestmark = pytest.mark.django_db


def span(stream, points=400, **delta):
    return series(stream, make.later(), make.later(**delta), points)


def test_a_series_has_as_many_points_as_are_asked_for_and_says_the_same(time_machine):
    time_machine.move_to(make.later(days=1), tick=False)
    stream = stage_at()
    stream.interval_s = 120
    values = [(make.later(minutes=2 * n), float(n % 50)) for n in range(720)]
    readings = [(stream.id, at, value) for at, value in values]
    readings[3] = (stream.id, values[3][0], None)
    record_readings(actor=None, readings=readings)

    short = span(stream, hours=2)
    assert (short.step_s, len(short.rows)) == (0, 60)
    assert tuple(short.rows[2]) == (values[2][0], 2.0, 2.0, 2.0, 2.0, 1)
    assert (short.rows[3].last, short.rows[3].count) == (None, 0)

    day = span(stream, points=100, days=1)
    assert day.step_s == 900  # minutes, put together
    assert sum(row.count for row in day.rows) == 719
    assert (min(r.low for r in day.rows), max(r.high for r in day.rows)) == (0.0, 49.0)
    first = day.rows[2]
    inside = [v for at, v in values if first.at <= at < first.at + timedelta(seconds=900)]
    assert (first.mean, first.last) == (sum(inside) / len(inside), inside[-1])

    coarse = span(stream, points=4, days=1)
    assert coarse.step_s == 6 * 3600
    assert sum(row.count for row in coarse.rows) >= 719

    # It says more than it was registered for, and the readings' own days are gone.
    stream.interval_s = 3600
    assert span(stream, points=20, minutes=40).step_s == 0
    assert span(stream, points=20, hours=4).step_s == 720
    time_machine.move_to(make.later(days=500), tick=False)
    assert span(stream, hours=2).step_s == 60

    for end, points in ((0, 400), (2, 0), (2, 5001), (-1, 10), (101 * 365 * 24, 10)):
        with pytest.raises(Invalid):
            span(stream, points=points, hours=end)


def test_the_newest_words_of_streams_are_one_query(django_assert_num_queries):
    spoken, silent = stage_at(), stage_at(station(code="B"))
    record_readings(actor=None, readings=[(spoken.id, make.later(), 2.5)])
    with django_assert_num_queries(1):
        found = latest([spoken.id, silent.id, new_id()])
    assert found.keys() == {spoken.id, silent.id}
    assert (found[spoken.id].at, found[spoken.id].value) == (make.later(), 2.5)
    assert (found[silent.id].at, found[silent.id].stage) == (None, "normal")


def test_of_several_forecasts_the_newest_counts(time_machine):
    time_machine.move_to(make.later(hours=3), tick=False)
    stream = stage_at(highest=20.0)
    officer = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    told = {"actor": officer, "stream_id": stream.id}
    early = [(make.later(hours=n), float(n)) for n in range(6)]
    late = [(at, value + 1) for at, value in early[2:]]
    assert record_forecast(issued_at=make.later(hours=2), points=late, **told) == 4
    assert record_forecast(issued_at=make.later(), points=early, **told) == 6
    assert record_forecast(issued_at=make.later(), points=early, **told) == 0
    found = outlooks([stream.id])[stream.id]
    assert (found.issued_at, found.rows) == (make.later(hours=2), late)

    refused = [
        (Invalid, {"points": []}),
        (Invalid, {"points": [(make.later(hours=5), 20.1)]}),
        (Invalid, {"points": [(make.later(hours=5), float("nan"))]}),
        (Invalid, {"points": [(make.later(days=-3), 1.0)]}),
        (Invalid, {"points": [(make.later(days=900), 1.0)]}),
        (Invalid, {"issued_at": make.later(hours=4), "points": late}),
        (NotThere, {"stream_id": new_id()}),
        (NotPermitted, {"actor": make.person(Post.OBSERVER, make.BAOTOU)}),
    ]
    for refusal, given in refused:
        with pytest.raises(refusal):
            record_forecast(
                **{"issued_at": make.later(hours=3), "points": early, **told, **given}
            )
    retire_datastream(actor=officer, stream_id=stream.id, reason="撤站")
    with pytest.raises(Conflict):
        record_forecast(issued_at=make.later(hours=3), points=late, **told)
    assert Forecast.objects.count() == 10


def parts(table="monitoring_reading"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT tableoid::regclass::text, count(*) FROM {table} GROUP BY 1")
        return {name.removeprefix("monitoring_"): n for name, n in cursor.fetchall()}


def test_days_are_made_ahead_and_afterwards_and_dropped_when_their_time_is_over(time_machine):
    stream = stage_at()
    days = (0, -1, -20, -399, -401)
    readings = [(stream.id, make.later(days=n), 1.0) for n in days]
    record_readings(actor=None, readings=readings)
    record_forecast(
        actor=None,
        stream_id=stream.id,
        issued_at=make.later(days=-400),
        points=[(make.later(days=-400), 1.0)],
    )
    assert parts() == {"reading_rest": 5}

    time_machine.move_to(make.later(), tick=False)
    kept = keep_partitions(actor=None)

    # The day before, today, three to come; two late ones; their months.
    assert (kept.made, kept.dropped) == (7 + 3, 0)
    assert parts() == {
        "reading_20270318": 1,
        "reading_20270317": 1,
        "reading_20270226": 1,
        "reading_20260212": 1,
    }
    assert set(parts("monitoring_readingminute")) == {
        "readingminute_202703",
        "readingminute_202702",
        "readingminute_202602",
    }
    assert not Forecast.objects.exists()
    assert keep_partitions(actor=None).made == 0

    time_machine.move_to(make.later(days=400), tick=False)
    assert keep_partitions(actor=None).dropped >= 3
    assert parts() == {"reading_20270318": 1}
    assert (ReadingMinute.objects.count(), ReadingHour.objects.count()) == (5, 5)


def test_a_surge_is_told_by_its_last_hour_and_a_slow_rise_by_its_quarter():
    def told(*values):
        at = datetime(2027, 3, 20, tzinfo=UTC)
        half = timedelta(minutes=30)
        return pace(
            [Point(at + n * half, value, value, value, 1) for n, value in enumerate(values)]
        )

    assert told(*[7.2] * 46, 7.2, 8.9) == pytest.approx(1.7, abs=0.01)
    assert told(*[7.2 + n / 20 for n in range(48)]) == pytest.approx(0.1)
    assert told(7.2, 8.9) is None
