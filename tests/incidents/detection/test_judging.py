"""What each kind of rule raises and ends as readings arrive."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from command.core import journal
from incidents.monitoring.actions import record_readings
from incidents.monitoring.detection.models import RuleState
from incidents.monitoring.models import Alarm
from tests import make
from tests.incidents.detection.made import rule_of, standing, take
from tests.incidents.monitoring.stations import stage_at, station, told
from tests.support.race import race

pytestmark = pytest.mark.django_db


def test_a_threshold_rings_once_and_ends_only_by_its_margin():
    stream = stage_at()
    rule = rule_of("threshold", stream, parameters={"above": 10}, margin=0.5)
    take(stream, 9.9, 10.0, 10.4, 9.6, 10.1)
    assert standing(stream) == [("above", 2)]
    take(stream, 9.49, start=5)
    assert standing(stream) == []
    [alarm] = Alarm.objects.all()
    assert (alarm.rule_id, alarm.value, alarm.limit) == (rule.id, 10.0, 10.0)
    assert alarm.rule_version_id == rule.versions.get().id
    assert [entry["kind"] for entry in told("city.150200")] == ["alarm.raised", "alarm.cleared"]


def test_a_value_under_its_limit_rings_too():
    stream = stage_at()
    rule_of("threshold", stream, parameters={"below": 2}, level=3, margin=0.1)
    take(stream, 2.5, 2.0, 2.05)
    assert standing(stream) == [("below", 3)]
    take(stream, 2.2, start=3)
    assert standing(stream) == []


def test_a_limit_of_the_season_takes_the_place_of_the_usual_one():
    stream = stage_at()  # the jam is in March
    seasons = [{"from": "11-15", "to": "04-10", "above": 9}]
    rule_of("threshold", stream, parameters={"above": 10, "seasons": seasons})
    take(stream, 9.2)
    assert standing(stream) == [("above", 2)]
    assert Alarm.objects.get().limit == 9
    summer = make.later(days=60)
    record_readings(actor=None, readings=[(stream.id, summer, 9.2)])
    assert standing(stream) == []


def test_a_rule_of_one_season_holds_in_no_other_and_what_stands_ends_with_it():
    stream = stage_at()
    rule_of(
        "threshold", stream, parameters={"above": 9}, season_from="03-01", season_to="03-31"
    )
    take(stream, 9.5)
    assert standing(stream) == [("above", 2)]
    record_readings(actor=None, readings=[(stream.id, make.later(days=20), 9.5)])
    assert standing(stream) == []
    record_readings(actor=None, readings=[(stream.id, make.later(days=21), 9.6)])
    assert Alarm.objects.count() == 1


def test_a_condition_must_hold_for_its_duration_and_begins_anew_when_interrupted():
    stream = stage_at()
    rule_of("threshold", stream, parameters={"above": 10}, for_s=7200)
    take(stream, 10.5, 9.0, 10.5, 10.6)
    assert standing(stream) == []
    state = RuleState.objects.get()
    assert (state.pending_since, state.due_at) == (make.later(hours=2), make.later(hours=4))
    take(stream, 10.7, start=4)
    assert standing(stream) == [("above", 2)]
    assert Alarm.objects.get().raised_at == make.later(hours=4)


def test_a_fast_fall_is_told_over_the_window_of_the_rule():
    stream = stage_at()
    rule_of("rate", stream, parameters={"per_hour": 1.0, "falling": True, "window_s": 600})
    take(stream, 10.0, 9.95, 9.7, minutes=5)
    assert standing(stream) == [("falling", 2)]
    assert Alarm.objects.get().value == pytest.approx(1.8)
    take(stream, 9.7, 9.69, start=0.25, minutes=5)
    assert standing(stream) == []


def test_a_value_that_stays_the_same_is_frozen_until_it_moves():
    stream = stage_at()
    rule_of("frozen", stream, parameters={"seconds": 3 * 3600, "tolerance": 0.01}, level=4)
    take(stream, 5.0, 5.005, None, 5.0)
    assert standing(stream) == [("frozen", 4)]
    alarm = Alarm.objects.get(cause="frozen")
    assert (alarm.value, alarm.limit) == (5.0, 3.0)
    take(stream, 5.0, 5.2, start=4)
    assert standing(stream) == []


def test_a_patience_of_ones_own_and_no_value_at_all():
    stream = stage_at()
    rule_of("silence", stream, parameters={"seconds": 60}, level=2)
    take(stream, 5.0, None)
    assert standing(stream) == [("lost", 2), ("lost", 4)]
    take(stream, 5.0, start=2)
    assert standing(stream) == []


def test_streams_over_their_limits_together_ring_once_though_they_report_apart():
    place = station()
    first, second, third = (stage_at(place, key=key) for key in ("a", "b", "c"))
    members = [{"stream": str(s.id), "above": 10.0} for s in (first, second, third)]
    rule_of(
        "combined", first, parameters={"n": 2, "members": members, "cause_key": "dike"}, level=1
    )
    take(second, 10.2)
    take(third, 9.0, start=0.5)
    assert not Alarm.objects.exists()
    take(third, 10.1, start=1)
    take(first, 11.0, start=1.5)
    [alarm] = Alarm.objects.all()
    assert (alarm.datastream_id, alarm.cause, alarm.level) == (first.id, "combined", 1)
    assert (alarm.value, alarm.limit, alarm.cause_key) == (2.0, 2.0, "dike")
    take(second, 9.9, start=2)
    take(third, 9.99, start=2)
    assert standing(first) == [("combined", 1)]  # the third is within its margin
    take(third, 9.0, start=2.5)
    assert standing(first) == []


def test_a_stream_that_fell_silent_counts_no_more():
    place = station()
    first, second = (stage_at(place, key=key) for key in ("a", "b"))
    members = [{"stream": str(s.id), "above": 10.0} for s in (first, second)]
    rule_of("combined", first, parameters={"n": 2, "members": members})
    take(first, 10.5)
    take(second, 10.5, start=5)
    assert not Alarm.objects.exists()


def test_a_batch_of_many_streams_asks_the_database_a_fixed_number_of_times():
    place = station()
    streams = [stage_at(place, key=f"k{n}", warning=10, rise_per_hour=1) for n in range(13)]
    counts = []
    # The first message brings the rules to the process, the others find them there.
    for some in (streams[:1], streams[1:5], streams[5:]):
        readings = [(s.id, make.later(hours=h), 9.0) for s in some for h in range(3)]
        with CaptureQueriesContext(connection) as queries:
            record_readings(actor=None, readings=readings)
        counts.append(len(queries))
    assert counts[0] - 3 <= counts[1] == counts[2] <= 10


def test_late_readings_raise_nothing_and_the_same_batch_twice_rings_once():
    stream = stage_at()
    rule_of("threshold", stream, parameters={"above": 10})
    take(stream, 9.0, start=2)
    take(stream, 11.0, start=1)
    assert not Alarm.objects.exists()
    take(stream, 11.0, 11.5, start=3)
    take(stream, 11.0, 11.5, start=3)
    assert Alarm.objects.count() == 1
    assert len([e for e in journal.since("city.150200", 0) if e["kind"] == "alarm.raised"]) == 1


@pytest.mark.django_db(transaction=True)
def test_of_streams_that_pass_their_limits_at_the_same_moment_none_is_missed():
    place = station()
    streams = [stage_at(place, key=key) for key in "abcd"]
    members = [{"stream": str(s.id), "above": 10.0} for s in streams]
    rule_of("combined", streams[0], parameters={"n": 4, "members": members})
    apart = iter(streams)  # each thread brings the reading of another stream
    outcomes = race(lambda: take(next(apart), 10.5), times=4)
    assert [taken.new for taken in outcomes] == [1, 1, 1, 1]
    assert standing(streams[0]) == [("combined", 2)]
    assert Alarm.objects.count() == 1
