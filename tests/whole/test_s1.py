"""S1 as a whole: played as fast as possible, compared with the script, and removed."""

import inspect
from collections import Counter
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings

from command.core import journal
from command.core.actions import load_demo_people
from command.core.models import Entry, Exercise, Person, Room, Share
from command.exercise import player, selectors, totals
from command.exercise.actions import advance_exercise, remove_exercise, start_exercise
from command.exercise.scenario import offset
from command.exercise.scenarios.s1 import S1, asking
from command.tasking.models import Task, TaskState
from incidents.imagery.models import Image
from incidents.models import Incident, IncidentState
from incidents.monitoring.models import AlarmState, StreamState
from incidents.selectors import totals as figures_of
from resources.actions import load_supplies
from resources.adviser import demo as demo_floors
from resources.models import Position, Team
from resources.selectors import needs_of

HOUR = timedelta(hours=1)


@pytest.fixture
def director(db):
    load_demo_people(actor=None)
    load_supplies(actor=None)
    # What the demo's cities keep back holds in an exercise too: the script reckons with it.
    demo_floors.load()
    return Person.objects.get(username="150000.director")


def play(exercise, until):
    advance_exercise(actor=None, exercise_id=exercise.pk, until=until, budget_s=300)
    exercise.refresh_from_db()


@pytest.mark.parametrize("door", sorted({one.door for one in S1.steps}))
def test_every_step_knocks_at_a_door_that_is_there_with_what_it_takes(door):
    # With the paths all rooms and all their doors are there: a name must still mean one.
    import_module(settings.ROOT_URLCONF)
    player.door_named.cache_clear()
    taken = inspect.signature(player.door_named(door))
    for one in S1.steps:
        if one.door == door:
            taken.bind(actor=None, **one.given)


def test_a_step_refers_only_to_what_was_made_before():
    made = set()
    for one in S1.steps:
        assert player.named(one.given) <= made, one.key
        made.add(one.key)


@pytest.mark.timeout(600)
def test_s1_plays_from_end_to_end_as_the_script_says(director):
    before = set(Entry.objects.values_list("pk", flat=True))
    exercise = start_exercise(actor=director, scenario="s1", speed=100_000.0)

    play(exercise, 4 * HOUR)
    after_the_breach(exercise)

    play(exercise, S1.ends)
    assert selectors.refusals(exercise) == []
    assert [line for line in totals.compared(exercise) if not line.agrees] == []
    assert exercise.state == Exercise.State.ENDED
    at_the_end(exercise, before)

    remove_exercise(actor=director, exercise_id=exercise.pk)
    for model in (Incident, Task, Team, Image, Position, AlarmState):
        assert not model.objects.exists()
    assert journal.first_break("joint") is None


def after_the_breach(exercise):
    """At T+4: the breach is there, the region leads, people are being moved."""
    event = player.made(exercise.pk, "event")
    state = IncidentState.objects.get(incident=event)
    assert (state.grade, state.lead_authority, state.joint) == (2, "150000", True)
    shares = Share.objects.filter(room__key=state.incident.room_id)
    assert {share.grantee_id for share in shares} == {"150100", "150200", "150900"}
    assert Incident.objects.count() == 3
    assert figures_of(event)["moved"]["value"] == 1960
    assert figures_of(event)["breach_m"]["value"] == 35
    assert totals.levels_at(exercise, mapped(exercise, "4:00")) == {
        "150621": 2, "150600": 2, "150207": 3, "150200": 2,
        "150122": 3, "150100": 3, "150900": 4, "150000": 2,
    }  # fmt: skip
    stopped = TaskState.objects.filter(task__exercise=exercise, status="suspended")
    assert sorted(stopped.values_list("task__number", flat=True)) == ["T-10", "T-13", "T-15"]
    piezometer = StreamState.objects.get(
        datastream=player.made(exercise.pk, "stream.P03_SEEP_LPM")
    )
    assert (piezometer.value, piezometer.stage) == (None, "lost")
    alarms = AlarmState.objects.filter(datastream=piezometer.datastream)
    assert {(a.cause, a.level): a.status for a in alarms}["threshold", 1] == "acknowledged"


def mapped(exercise, at):
    return player.clock_of(exercise, S1).real(offset(at))


def at_the_end(exercise, before):
    """At T+24: what the totals do not say."""
    assert Task.objects.count() == 24
    assert Image.objects.filter(exercise=exercise).count() == 14
    kinds = Counter(Room.objects.filter(exercise=exercise).values_list("kind", flat=True))
    assert kinds == {"incident": 3, "exercise": 1}
    # The rule on rises fired once for the hours that it held, and is over.
    rise = AlarmState.objects.filter(cause="rate")
    assert sorted(rise.values_list("datastream__station__code", "status")) == [
        ("BT", "cleared"),
        ("ZJF", "cleared"),
    ]
    broken = [room.key for room in Room.objects.filter(exercise=exercise)
              if journal.first_break(room.key) is not None]  # fmt: skip
    assert broken == []
    outside = Entry.objects.filter(room__exercise__isnull=True).exclude(pk__in=before)
    strangers = outside.exclude(
        kind__regex=r"^(exercise|person|duty|organisation|second_factor)\."
    )
    assert sorted(set(strangers.values_list("kind", flat=True))) == []
    needs = {card.number: card for card in needs_of(player.made(exercise.pk, "event"))}
    assert len(needs) == len(asking.LINES)
    assert all(card.quantity == card.accepted + card.open for card in needs.values())
    pumps, ice = needs["NL-01"], needs["NL-12"]
    assert (pumps.capabilities, pumps.quantity, pumps.accepted, pumps.arrived, pumps.open) == (
        ["PUMP_1000"], 6, 5, 5, 1,
    )  # fmt: skip
    assert (ice.capabilities, ice.accepted, ice.open) == (["ICE_BREAK"], 1, 0)
    there = Position.objects.get(team=player.made(exercise.pk, "team.HHT-01"))
    assert (round(there.lat, 3), round(there.lon, 3)) == (40.470, 109.812)
