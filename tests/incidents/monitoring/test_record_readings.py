"""Taking readings in: what raises an alarm, what clears it, what does neither."""

from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from zlib import crc32

import pytest
from django.db import IntegrityError, transaction

from command.core import authority, journal
from command.core.errors import NotPermitted
from command.core.folding import FOLDS
from command.core.ids import new_id
from incidents.monitoring import folds
from incidents.monitoring.actions import record_readings
from incidents.monitoring.intake.models import Tally
from incidents.monitoring.lifecycle import OVER, Why
from incidents.monitoring.models import (
    Alarm,
    AlarmState,
    Reading,
    ReadingHour,
    ReadingMinute,
)
from incidents.monitoring.selectors import cards, streams
from tests import make
from tests.incidents.monitoring.stations import stage_at, station, told
from tests.make import Post

pytestmark = pytest.mark.django_db

ZJF = [1007.34, 1007.38, 1007.60, 1007.98, 1008.34, 1008.66, 1008.92, 1008.79]


def take(stream, *values, start=-3):
    """Record hourly values from ``start`` hours after the jam on."""
    readings = [(stream.id, make.later(hours=start + n), v) for n, v in enumerate(values)]
    return record_readings(actor=None, readings=readings)


def standing(stream):
    rows = AlarmState.objects.filter(datastream=stream).exclude(status__in=OVER)
    return sorted(rows.values_list("cause", "level"))


def test_the_ice_jam_rises_fast_and_then_passes_the_warning_stage():
    stream = stage_at(warning=1008.20, guarantee=1009.20, rise_per_hour=0.20)

    take(stream, *ZJF)

    entries = told("city.150200")
    assert [(e["kind"], e["payload"]["cause"]) for e in entries] == [
        ("alarm.raised", "rate"),
        ("alarm.raised", "threshold"),
        ("alarm.cleared", "rate"),
    ]
    assert entries[0]["payload"]["value"] == pytest.approx(0.22)
    assert entries[0]["occurred_at"] == make.later(hours=-1).isoformat()
    assert entries[0]["says"]["en"] == (
        "Alarm: Zhaojunfen Stage: rises 0.22 m in an hour, limit 0.2"
    )
    assert entries[1]["says"]["en"] == (
        "Alarm: Zhaojunfen Stage: 1008.34 m, over the warning stage 1008.2"
    )
    assert standing(stream) == [("threshold", 3)]
    stream.state.refresh_from_db()
    assert (stream.state.stage, stream.state.value) == ("warning", 1008.79)


def test_one_reading_after_another_is_judged_as_a_batch_is():
    stream = stage_at(warning=1008.20, guarantee=1009.20, rise_per_hour=0.20)
    for n, value in enumerate(ZJF):
        take(stream, value, start=n - 3)
    kinds = [(e["kind"], e["payload"]["cause"]) for e in told("city.150200")]
    assert kinds == [
        ("alarm.raised", "rate"),
        ("alarm.raised", "threshold"),
        ("alarm.cleared", "rate"),
    ]


def test_a_stage_is_left_only_below_its_margin():
    stream = stage_at(warning=10.0)
    take(stream, 9.99, 10.0, 9.99, 10.0, 9.98, 9.97)
    kinds = [e["kind"] for e in told("city.150200")]
    assert kinds == ["alarm.raised", "alarm.cleared"]
    assert told("city.150200")[1]["says"]["en"] == (
        "Alarm over: Zhaojunfen Stage (Stage exceeded), now 9.97 m"
    )


def test_the_guaranteed_stage_is_an_alarm_of_its_own_and_red():
    stream = stage_at(warning=10.0, guarantee=11.0)
    take(stream, 11.5)
    assert standing(stream) == [("threshold", 1), ("threshold", 3)]
    take(stream, 10.5, start=0)
    assert standing(stream) == [("threshold", 3)]
    stream.state.refresh_from_db()
    assert stream.state.stage == "warning"


def test_no_value_is_an_alarm_and_never_zero():
    stream = stage_at(key="seepage", unit="L/min", warning=10.0, guarantee=40.0)
    take(stream, 14.5, None, None)
    assert standing(stream) == [("lost", 4), ("threshold", 3)]
    stream.state.refresh_from_db()
    assert (stream.state.stage, stream.state.value) == ("lost", None)
    [card] = cards(streams(make.person(Post.DUTY_OFFICER, make.BAOTOU)))
    assert (card.value, card.recent, card.state, card.level) == (None, [14.5], "lost", 3)

    take(stream, 12.0, start=2)
    assert standing(stream) == [("threshold", 3)]
    assert told("city.150200")[-1]["kind"] == "alarm.cleared"


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


def test_a_rise_is_told_over_half_an_hour_at_least():
    stream = stage_at(rise_per_hour=0.20)
    five = [(stream.id, make.later(minutes=5 * n), 10 + 0.05 * n) for n in range(6)]
    record_readings(actor=None, readings=five)
    assert not Alarm.objects.exists()
    record_readings(actor=None, readings=[(stream.id, make.later(minutes=30), 10.3)])
    assert standing(stream) == [("rate", 2)]


def test_a_rise_at_the_limit_is_within_it():
    stream = stage_at(rise_per_hour=0.20)
    take(stream, 1007.40, 1007.60)
    assert not Alarm.objects.exists()


def test_alarms_of_an_incident_are_told_in_its_room():
    stream = stage_at(warning=10.0)
    incident = make.incident()
    readings = [(stream.id, make.later(), 10.5)]
    record_readings(actor=None, readings=readings, incident_id=incident.id)
    [alarm] = Alarm.objects.all()
    assert alarm.incident_id == incident.id
    entry = journal.since(incident.room_id, 0)[-1]
    assert entry["kind"] == "alarm.raised"
    assert entry["changed"][f"alarm.{alarm.id}"]["incident"] == str(incident.id)
    assert entry["changed"][f"stream.{stream.id}"] == asdict(
        cards(streams(make.person(Post.DUTY_OFFICER, make.BAOTOU)))[0]
    )


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


def test_one_rule_has_one_open_episode_says_the_database():
    stream = stage_at(warning=10.0)
    take(stream, 10.5)
    with transaction.atomic(), authority.acting_as("150000"):
        second = Alarm(
            datastream=stream,
            rule=Alarm.objects.get().rule,
            cause="threshold",
            level=3,
            value=1,
            limit=1,
            raised_at=make.later(),
        )
        second.save(force_insert=True)
        with pytest.raises(IntegrityError, match="once_per_episode"), transaction.atomic():
            folds.ALARM.begin(second)


def test_the_states_of_alarms_are_the_fold_of_their_changes():
    stream = stage_at(warning=1008.20, guarantee=1009.20, rise_per_hour=0.20)
    take(stream, *ZJF, None)
    assert FOLDS["monitoring.Alarm"].rebuild() == 0


def test_a_gap_much_longer_than_an_hour_tells_no_rise():
    stream = stage_at(rise_per_hour=0.20)
    take(stream, 10.0)
    record_readings(
        actor=None, readings=[(stream.id, make.later(hours=-3) + timedelta(minutes=90), 12.0)]
    )
    assert not Alarm.objects.exists()
