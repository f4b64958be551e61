"""Stations, acknowledging alarms, and who sees what."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

import pytest
from django.test import override_settings

from command.core import journal
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from incidents.actions import share_incident
from incidents.monitoring import demo, selectors
from incidents.monitoring.actions import (
    acknowledge_alarm,
    record_readings,
    register_datastream,
    register_station,
)
from incidents.monitoring.models import AlarmChange, Datastream, Reading, Station
from incidents.monitoring.tasks import continue_illustrations, find_silent
from tests import make
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import Post
from tests.support.race import race
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def alarmed(stream, value=99.0, **given):
    record_readings(actor=None, readings=[(stream.id, make.later(), value)], **given)
    return selectors.alarm_states().get(datastream=stream)


def fetch():
    views: dict[str, list[Any]] = {
        "alarm": [selectors.AlarmCard.of(state.alarm, state) for state in _alarms()],
        "stream": selectors.cards(Datastream.objects.select_related("station", "state")),
        "station": [selectors.StationCard.of(row) for row in Station.objects.all()],
    }
    return {
        f"{noun}.{card.id}": asdict(card) for noun, cards in views.items() for card in cards
    }


def _alarms():
    return selectors.alarm_states()


def test_registering_raising_acknowledging_and_clearing_is_a_whole_story():
    officer = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    with whole_story("city.150200", fetch) as entries:
        stream = stage_at(warning=10.0)
        state = alarmed(stream)
        acknowledge_alarm(actor=officer, alarm_id=state.pk, occurred_at=make.later(minutes=2))
        record_readings(actor=None, readings=[(stream.id, make.later(hours=1), 9.0)])
    assert [e["kind"] for e in entries] == [
        "station.registered",
        "stream.registered",
        "alarm.raised",
        "alarm.acknowledged",
        "alarm.cleared",
    ]
    view = entries[-1]["changed"][f"alarm.{state.pk}"]
    assert (view["state"], view["acknowledged_by"]) == ("cleared", officer.name)
    assert view["acknowledged_at"] == make.later(minutes=2).isoformat()


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.TEAM_MEMBER])
def test_who_is_not_at_the_desk_acknowledges_nothing(post):
    state = alarmed(stage_at(warning=10.0))
    with pytest.raises(NotPermitted):
        acknowledge_alarm(actor=make.person(post, make.BAOTOU), alarm_id=state.pk)
    assert not AlarmChange.objects.exists()


def test_an_alarm_that_one_may_not_see_is_not_there():
    state = alarmed(stage_at(warning=10.0))
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    for key in (state.pk, new_id()):
        with pytest.raises(NotThere):
            acknowledge_alarm(actor=ordos, alarm_id=key)
    assert selectors.alarms_open(ordos) == []
    assert not AlarmChange.objects.exists()


def test_an_alarm_of_a_shared_incident_is_seen_and_acknowledged_by_who_takes_part():
    incident = make.incident()
    state = alarmed(stage_at(warning=10.0), incident_id=incident.pk)
    ordos = make.person(Post.DUTY_OFFICER, make.ORDOS)
    hohhot = make.person(Post.DUTY_OFFICER, make.HOHHOT)
    assert [card.id for card in selectors.alarms_open(ordos)] == [str(state.pk)]
    assert selectors.alarms_open(hohhot) == []
    share_incident(
        actor=make.person(Post.LIAISON, make.ORDOS),
        incident_id=incident.pk,
        grantees=[make.HOHHOT],
        reason="下游",
        until=None,
    )
    acknowledge_alarm(actor=hohhot, alarm_id=state.pk)
    assert journal.since(incident.room_id, 0)[-1]["kind"] == "alarm.acknowledged"
    [change] = AlarmChange.objects.all()
    assert change.origin == make.HOHHOT


def test_an_alarm_is_acknowledged_once():
    state = alarmed(stage_at(warning=10.0))
    officer = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    acknowledge_alarm(actor=officer, alarm_id=state.pk)
    with pytest.raises(BadTransition):
        acknowledge_alarm(actor=officer, alarm_id=state.pk)
    assert AlarmChange.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_acknowledge_at_once_one_does_and_the_others_are_told_who():
    state = alarmed(stage_at(warning=10.0))
    officers = [make.person(Post.DUTY_OFFICER, make.BAOTOU) for _ in range(3)]
    waiting = list(officers)
    outcomes = race(lambda: acknowledge_alarm(actor=waiting.pop(), alarm_id=state.pk), times=3)
    losers = [outcome for outcome in outcomes if isinstance(outcome, BadTransition)]
    [change] = AlarmChange.objects.all()
    assert [loser.detail["by"] for loser in losers] == [change.actor.name] * 2


@pytest.mark.django_db(transaction=True)
def test_the_same_readings_from_many_gateways_at_once_ring_once():
    stream = stage_at(warning=10.0)
    readings = [(stream.id, make.later(hours=n), 9.5 + n) for n in range(4)]
    outcomes = race(lambda: record_readings(actor=None, readings=readings), times=4)
    assert sorted(taken.new for taken in outcomes) == [0, 0, 0, 4]
    assert Reading.objects.count() == 4
    assert len(_alarms()) == 1


def test_unacknowledged_alarms_come_first_then_the_gravest():
    low = alarmed(stage_at(station(code="A"), warning=10.0))
    record_readings(
        actor=None,
        readings=[
            (
                stage_at(station(code="B"), warning=10.0, guarantee=11.0).id,
                make.later(hours=1),
                99.0,
            )
        ],
    )
    officer = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    assert [card.level for card in selectors.alarms_open(officer)] == [1, 3, 3]
    grave = selectors.alarms_open(officer)[0]
    acknowledge_alarm(actor=officer, alarm_id=UUID(grave.id))
    cards = selectors.alarms_open(officer)
    assert [(card.level, card.state) for card in cards] == [
        (3, "unacknowledged"),
        (3, "unacknowledged"),
        (1, "acknowledged"),
    ]
    assert str(low.pk) in {card.id for card in cards}


def test_a_station_outside_the_cities_is_seen_by_everybody_on_duty():
    outside = station(region=None, code="SHHK")
    stage_at(outside)
    assert selectors.station_room(outside) == "joint"
    for post, region, seen in [
        (Post.OBSERVER, make.ULANQAB, 1),
        (Post.SYSTEM_ADMIN, make.REGION, 0),
    ]:
        person = make.person(post, region)
        assert len(selectors.strip(person)) == seen
        assert len(selectors.stations(person)) == seen


@pytest.mark.parametrize(
    "given",
    [{"code": " "}, {"name_zh": ""}, {"region": "159999"}, {"point": (91, 0)}],
)
def test_a_station_that_cannot_be_meant_is_refused(given):
    told = {
        "code": "X",
        "name_zh": "站",
        "name_en": "Station",
        "region": make.BAOTOU,
        "point": (40.0, 110.0),
        **given,
    }
    with pytest.raises(Invalid):
        register_station(actor=make.person(Post.DUTY_OFFICER, make.REGION), **told)
    assert not Station.objects.exists()


def test_a_code_is_given_once_and_only_where_one_handles_things():
    station(code="X")
    with pytest.raises(Conflict):
        station(code="X")
    with pytest.raises(NotPermitted):
        register_station(
            actor=make.person(Post.DUTY_OFFICER, make.ORDOS),
            code="Y",
            name_zh="站",
            name_en="Station",
            region=make.BAOTOU,
            point=(40, 110),
        )
    assert Station.objects.count() == 1


@pytest.mark.parametrize(
    "limits",
    [
        {"warning": 10.0, "guarantee": 10.0},
        {"rise_per_hour": 0.0},
        {"warning": float("nan")},
        {"margin": -1.0},
    ],
)
def test_limits_that_make_no_sense_are_refused(limits):
    place = station()
    with pytest.raises(Invalid):
        stage_at(place, **limits)
    assert not Datastream.objects.exists()


def test_a_station_measures_a_quantity_once():
    place = station()
    stage_at(place)
    with pytest.raises(Conflict):
        stage_at(place)
    with pytest.raises(NotThere):
        register_datastream(
            actor=None, station_id=new_id(), key="H", name="水位", unit="m", interval_s=60
        )
    assert Datastream.objects.count() == 1


def test_the_strip_costs_a_fixed_number_of_queries(django_assert_num_queries):
    for code in "ABCD":
        alarmed(stage_at(station(code=code), warning=10.0))
    officer = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    with django_assert_num_queries(4):
        cards = selectors.strip(officer)
    assert [card.level for card in cards] == [3, 3, 3, 3]


@override_settings(LANGUAGE_CODE="zh-hans")
def test_illustrations_are_labelled_quiet_and_loaded_once():
    assert continue_illustrations() == 0
    assert demo.load() > 0
    assert demo.load() == 0
    assert continue_illustrations() == 0
    found = Station.objects.all()
    assert {s.origin for s in found} == {make.HOHHOT, make.BAOTOU, make.ORDOS, make.ULANQAB}
    assert all(s.illustrative and s.name_zh.endswith("示意") for s in found)
    assert not _alarms().exists()
    [card, *_] = selectors.strip(make.person(Post.OBSERVER, make.ORDOS))
    assert len(card.recent) == 48
    assert (card.state, card.level) == ("normal", None)


def test_a_sensor_that_falls_silent_is_noticed_once_and_forgiven_when_it_speaks(clocks):
    clocks.move_to(make.JAMMED_AT)
    stream = stage_at(warning=10.0)
    record_readings(actor=None, readings=[(stream.id, make.later(), 9.0)])
    clocks.move_to(make.later(hours=3))
    assert find_silent() == 0
    clocks.move_to(make.later(hours=3, seconds=1))
    assert (find_silent(), find_silent()) == (1, 0)
    [state] = _alarms()
    assert (state.cause, state.status) == ("lost", "unacknowledged")
    record_readings(actor=None, readings=[(stream.id, make.later(hours=4), 9.0)])
    [state] = _alarms()
    assert state.status == "cleared_unacknowledged"
    assert find_silent() == 0


def test_a_stream_that_never_spoke_is_not_silent(clocks):
    stage_at(warning=10.0)
    clocks.move_to(make.later(days=900))
    assert find_silent() == 0
