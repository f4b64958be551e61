"""Readings raise alarms, and end them."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from command.core import authority, journal
from command.core.folding import FOLDS
from incidents.monitoring import folds
from incidents.monitoring.actions import record_readings
from incidents.monitoring.lifecycle import OVER
from incidents.monitoring.models import (
    Alarm,
    AlarmState,
)
from incidents.monitoring.selectors import cards, streams
from tests import make
from tests.incidents.monitoring.readings import take
from tests.incidents.monitoring.stations import stage_at, told
from tests.make import Post

pytestmark = pytest.mark.django_db


ZJF = [1007.34, 1007.38, 1007.60, 1007.98, 1008.34, 1008.66, 1008.92, 1008.79]


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
