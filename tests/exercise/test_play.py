"""Playing: what is due, in order, once, by the people of the roles."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep

import pytest
from django.db import connection

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted
from command.core.models import Entry, Exercise, Operation, Room
from command.exercise import player
from command.exercise.actions import advance_exercise, end_exercise, play_next, start_exercise
from incidents.models import Incident, Note
from resources.models import Deployment, Team

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def start(director, speed=100_000.0):
    return start_exercise(actor=director, scenario="tiny", speed=speed)


def play(exercise, until):
    return advance_exercise(actor=None, exercise_id=exercise.pk, until=until)


def test_the_director_starts_and_both_rooms_hear_it(director, tiny):
    exercise = start(director)

    assert exercise.state == Exercise.State.RUNNING
    assert Room.objects.get(key=exercise.room).exercise_id == exercise.pk
    told = Entry.objects.filter(kind="exercise.started")
    assert sorted(told.values_list("room_id", flat=True)) == [exercise.room, "joint"]


@pytest.mark.parametrize("name", ["commander", "planner", "observer"])
def test_others_may_not_start_and_nothing_changes(people, tiny, name):
    with pytest.raises(NotPermitted):
        start_exercise(actor=people[name], scenario="tiny", speed=1.0)

    assert Exercise.objects.count() == 0


@pytest.mark.parametrize("speed", [0.0, -1.0, 100_001.0, float("nan"), float("inf")])
def test_a_speed_that_cannot_be_is_refused(director, tiny, speed):
    with pytest.raises(Invalid):
        start(director, speed)

    assert Exercise.objects.count() == 0


def test_an_unknown_scenario_is_refused(director):
    with pytest.raises(Invalid):
        start_exercise(actor=director, scenario="nothing", speed=1.0)


def test_a_second_exercise_waits_for_the_first_to_end_and_be_removed(director, tiny):
    exercise = start(director)
    with pytest.raises(Conflict, match="running"):
        start(director)

    end_exercise(actor=director, exercise_id=exercise.pk)
    with pytest.raises(Conflict, match="removed"):
        start(director)


def test_without_people_for_the_roles_nothing_starts(db, tiny):
    with pytest.raises(Conflict) as refused:
        start_exercise(actor=None, scenario="tiny", speed=1.0)

    assert refused.value.detail["roles"] == ["150600.resource_officer", "150621.duty_officer"]
    assert Exercise.objects.count() == 0


def test_what_is_due_is_played_by_the_people_of_the_roles(people, director, tiny):
    exercise = start(director)

    played = play(exercise, HOUR)

    assert [one.step.key for one in played] == ["team", "event", "note"]
    assert [one.refused for one in played] == ["", "", ""]
    entry = Entry.objects.get(kind="incident.reported")
    assert entry.actor == people["dalad"]
    assert not Deployment.objects.exists()


def test_everything_that_is_made_bears_the_flag(director, tiny):
    exercise = start(director)
    play(exercise, 2 * HOUR)

    for model in (Team, Incident, Note, Deployment):
        assert {one.exercise_id for one in model.objects.all()} == {exercise.pk}
    rooms = Room.objects.filter(exercise=exercise).values_list("kind", flat=True)
    assert sorted(rooms) == ["exercise", "incident"]


def test_nothing_is_told_in_a_real_room_but_the_exercise_itself(director, tiny):
    before = set(Entry.objects.values_list("pk", flat=True))
    exercise = start(director)
    play(exercise, 3 * HOUR)

    real = Entry.objects.exclude(pk__in=before).filter(room__exercise__isnull=True)
    assert {(one.room_id, one.kind) for one in real} <= {
        ("joint", "exercise.started"),
        ("joint", "exercise.ended"),
    }


def test_the_time_of_a_fact_is_when_it_fell_due(director, tiny):
    exercise = start(director, speed=600.0)
    play(exercise, HOUR)

    noted = Entry.objects.get(kind="note.written")
    assert noted.occurred_at == exercise.started_at + timedelta(seconds=12)


def test_a_killed_player_goes_on_where_it_was(director, tiny):
    exercise = start(director)
    first = play_next(actor=None, exercise_id=exercise.pk, until=HOUR)
    rest = play(exercise, HOUR)

    assert first.step.key == "team"
    assert [one.step.key for one in rest] == ["event", "note"]
    assert Incident.objects.count() == 1


def test_a_step_played_again_makes_nothing_twice(director, tiny):
    exercise = start(director)
    play(exercise, HOUR)
    clock = player.clock_of(exercise, tiny)

    first = player.play(exercise, clock, tiny.steps[1])
    again = player.play(exercise, clock, tiny.steps[1])

    assert first == again == str(Incident.objects.get().pk)


def test_a_refused_step_is_told_and_the_play_goes_on(director, tiny):
    exercise = start(director)
    play(exercise, timedelta())
    Operation.objects.filter(pk__isnull=False).update(result=None)

    played = play(exercise, 2 * HOUR)

    assert [bool(one.refused) for one in played] == [True, True]
    told = Entry.objects.filter(kind="exercise.step_refused", room_id=exercise.room)
    assert [one.payload["step"] for one in told.order_by("seq")] == ["note", "team.out"]
    exercise.refresh_from_db()
    assert exercise.cursor == 4


def test_the_play_ends_by_itself_when_the_scenario_is_over(director, tiny):
    exercise = start(director)
    play(exercise, 2 * HOUR)

    exercise.refresh_from_db()
    assert exercise.state == Exercise.State.ENDED
    assert Entry.objects.filter(kind="exercise.ended").count() == 2
    assert play(exercise, 3 * HOUR) == []


def test_an_ended_exercise_is_played_no_further(director, tiny):
    exercise = start(director)
    end_exercise(actor=director, exercise_id=exercise.pk)

    assert play(exercise, 3 * HOUR) == []
    with pytest.raises(BadTransition):
        end_exercise(actor=director, exercise_id=exercise.pk)


def test_others_may_not_end_it(people, director, tiny):
    exercise = start(director)

    with pytest.raises(NotPermitted):
        end_exercise(actor=people["commander"], exercise_id=exercise.pk)

    exercise.refresh_from_db()
    assert exercise.state == Exercise.State.RUNNING


@pytest.mark.django_db(transaction=True)
def test_two_players_at_once_play_each_step_once(director, tiny):
    exercise = start(director)
    met = Barrier(2)

    def race():
        try:
            met.wait(timeout=20)
            return [one.step.key for one in persist(exercise, 2 * HOUR)]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        played = [each.result(timeout=60) for each in [threads.submit(race) for _ in range(2)]]

    assert sorted(played[0] + played[1]) == sorted(step.key for step in tiny.steps)
    assert (Team.objects.count(), Incident.objects.count(), Note.objects.count()) == (1, 1, 1)
    assert Deployment.objects.count() == 1
    assert Operation.objects.count() == len(tiny.steps)


def persist(exercise, until):
    """Play until it is over: a player who finds the exercise held goes away and comes again."""
    played = []
    for _ in range(200):
        played += play(exercise, until)
        if Exercise.objects.get(pk=exercise.pk).state != Exercise.State.RUNNING:
            break
        sleep(0.02)
    return played
