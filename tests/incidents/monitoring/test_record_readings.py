"""Readings are taken down: once, in any order, and counted when refused."""

from collections import defaultdict
from datetime import UTC, datetime
from zlib import crc32

import pytest

from command.core.errors import NotPermitted
from command.core.ids import new_id
from command.core.models import Tally
from incidents.monitoring.actions import record_readings
from incidents.monitoring.lifecycle import Why
from incidents.monitoring.models import (
    Alarm,
    Reading,
    ReadingHour,
    ReadingMinute,
)
from tests import make
from tests.incidents.monitoring.readings import take
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import Post

pytestmark = pytest.mark.django_db


def test_readings_that_come_twice_are_counted_and_ring_once():
    stream = stage_at(warning=10.0)
    taken = take(stream, 10.5, 10.6)
    assert (taken.new, taken.duplicates) == (2, 0)
    again = take(stream, 10.5, 10.6, 10.7)
    assert (again.new, again.duplicates) == (1, 2)
    assert Reading.objects.count() == 3
    assert Alarm.objects.count() == 1


def test_the_same_reading_twice_in_a_batch_is_one():
    stream = stage_at(warning=10.0)
    at = make.later()
    same = [(stream.id, at, value) for value in (1.0, 1.0, 2.0)]
    taken = record_readings(actor=None, readings=same)
    assert (taken.new, taken.duplicates) == (1, 1)
    assert [(one.index, one.why) for one in taken.refused] == [(2, Why.CONFLICTING)]
    assert Reading.objects.get().value == 1.0


def test_late_data_is_kept_and_raises_nothing():
    stream = stage_at(warning=10.0)
    take(stream, 9.0, start=0)
    assert take(stream, 12.0, start=-2).late == 1
    assert Reading.objects.count() == 2
    assert not Alarm.objects.exists()
    stream.state.refresh_from_db()
    assert stream.state.value == 9.0


def test_what_is_refused_is_counted_and_refuses_nothing_else():
    stream = stage_at(warning=10.0, lowest=0.0, highest=20.0)
    stranger = new_id()
    values = [10.5, float("nan"), float("inf"), 20.1, -0.1, 1e13]
    readings = [(stream.id, make.later(hours=n), v) for n, v in enumerate(values)]
    readings[3:3] = [(stranger, make.later(), 1.0)]

    taken = record_readings(actor=None, readings=readings)

    assert (taken.new, taken.duplicates, taken.late) == (1, 0, 0)
    assert [(one.index, one.why) for one in taken.refused] == [
        (1, Why.NOT_A_NUMBER),
        (2, Why.NOT_A_NUMBER),
        (3, Why.UNKNOWN_STREAM),
        (4, Why.IMPOSSIBLE),
        (5, Why.IMPOSSIBLE),
        (6, Why.IMPOSSIBLE),
    ]
    assert taken.refused[3].text == "20.1 m is impossible: from 0 to 20."
    assert Reading.objects.get().value == 10.5
    assert Alarm.objects.get().value == 10.5
    counted = Tally.objects.values_list("why", "count").order_by("why")
    assert dict(counted) == {"impossible": 3, "not_a_number": 2}


def test_what_an_observed_property_cannot_be_no_stream_of_its_unit_says():
    spoken = stage_at(key="RH", unit="%", observed="relative_humidity")
    other = stage_at(spoken.station, key="RH2", unit="‰", observed="relative_humidity")
    at = make.later()
    taken = record_readings(
        actor=None, readings=[(spoken.id, at, 101.0), (other.id, at, 101.0)]
    )
    assert [(one.index, one.why) for one in taken.refused] == [(0, Why.IMPOSSIBLE)]
    assert Reading.objects.get().datastream_id == other.id


def test_whoever_speaks_is_held_to_the_clock_but_not_in_an_exercise(time_machine):
    time_machine.move_to(make.JAMMED_AT, tick=False)
    stream = stage_at()
    officer = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    times = [make.later(seconds=n) for n in (300, 301)] + [make.later(days=-401)]
    readings = [(stream.id, at, 1.0) for at in times]
    taken = record_readings(actor=officer, readings=readings)
    assert [(one.index, one.why) for one in taken.refused] == [
        (1, Why.TOO_LATE),
        (2, Why.TOO_EARLY),
    ]
    # What the system itself writes has the system's own clock.
    assert record_readings(actor=None, readings=readings).refused == []
    assert Reading.objects.count() == 3


def test_another_value_for_the_same_time_is_refused_and_the_first_stands():
    stream = stage_at()
    take(stream, 1.0, None)
    taken = take(stream, 2.0, None, 3.0)
    assert (taken.new, taken.duplicates) == (1, 1)
    assert [(one.index, one.why) for one in taken.refused] == [(0, Why.CONFLICTING)]
    assert list(Reading.objects.order_by("observed_at").values_list("value", flat=True)) == [
        1.0,
        None,
        3.0,
    ]


def test_minutes_and_hours_are_right_in_whatever_order_readings_come():
    stream, other = stage_at(), stage_at(station(code="B"))
    day = [
        (one.id, make.later(seconds=17 * n), float((n * 37) % 101))
        for one in (stream, other)
        for n in range(600)
    ]
    day[5] = (*day[5][:2], None)
    mixed = sorted(day, key=lambda row: crc32(row[1].isoformat().encode()))
    for n in range(0, len(mixed), 100):
        record_readings(actor=None, readings=mixed[n : n + 130])  # with what came before
    assert Reading.objects.count() == len(day)

    for model, seconds in ((ReadingMinute, 60), (ReadingHour, 3600)):
        expected = defaultdict(list)
        for stream_id, at, value in sorted(day, key=lambda row: row[:2]):
            if value is not None:
                start = datetime.fromtimestamp(at.timestamp() // seconds * seconds, UTC)
                expected[stream_id, start].append((at, value))
        found = {(row.datastream_id, row.start): row for row in model.objects.all()}
        assert found.keys() == expected.keys()
        for key, rows in expected.items():
            values = [value for _at, value in rows]
            one = found[key]
            assert (one.count, one.low, one.high) == (len(rows), min(values), max(values))
            assert one.sum == pytest.approx(sum(values))
            assert ((one.first_at, one.first), (one.last_at, one.last)) == (rows[0], rows[-1])


def test_ten_streams_cost_no_more_queries_than_two(django_assert_max_num_queries):
    places = [stage_at(station(code=f"S{n}"), warning=10.0) for n in range(10)]
    for some in (places[:2], places):
        readings = [(one.id, make.later(hours=n), 1.0) for one in some for n in range(3)]
        with django_assert_max_num_queries(14):
            record_readings(actor=None, readings=[*readings, *readings])


@pytest.mark.parametrize(
    ("post", "region"), [(Post.OBSERVER, make.BAOTOU), (Post.DUTY_OFFICER, make.ORDOS)]
)
def test_others_may_not_and_nothing_is_kept(post, region):
    stream = stage_at(warning=10.0)
    with pytest.raises(NotPermitted):
        record_readings(
            actor=make.person(post, region), readings=[(stream.id, make.later(), 99.0)]
        )
    assert not Reading.objects.exists()
