"""Who takes part in an exercise."""

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.exercises import takes_part
from command.core.ids import new_id
from command.core.models import Entry, Participant
from command.exercise.actions import end_exercise, start_exercise
from command.exercise.actions.participants import enrol_participant, release_participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise(director, tiny):
    return start_exercise(actor=director, scenario="tiny", speed=1.0)


def parts(exercise):
    rows = Participant.objects.filter(exercise=exercise, left_at__isnull=True)
    return {row.person_id: row.part for row in rows}


def test_the_players_of_the_script_and_the_director_take_part_from_the_start(people, exercise):
    assert parts(exercise) == {
        people["director"].pk: "controller",
        people["resources"].pk: "player",
        people["dalad"].pk: "player",
    }
    assert takes_part(people["dalad"].pk, exercise.pk)
    assert not takes_part(people["planner"].pk, exercise.pk)
    assert not takes_part(people["dalad"].pk, new_id())


def test_the_director_lets_people_in_and_go_and_each_is_told(people, director, exercise):
    given = {"actor": director, "exercise_id": exercise.pk}
    someone = people["planner"]

    enrol_participant(**given, person_id=someone.pk, part="evaluator")
    assert takes_part(someone.pk, exercise.pk)
    with pytest.raises(Conflict):
        enrol_participant(**given, person_id=someone.pk)
    release_participant(**given, person_id=someone.pk)
    assert not takes_part(someone.pk, exercise.pk)
    with pytest.raises(NotThere):
        release_participant(**given, person_id=someone.pk)
    enrol_participant(**given, person_id=someone.pk, part="observer")
    assert parts(exercise)[someone.pk] == "observer"

    told = Entry.objects.filter(room=exercise.room, kind__startswith="exercise.participant")
    assert [entry.kind.split("_")[-1] for entry in told.order_by("seq")] == [
        "enrolled",
        "released",
        "enrolled",
    ]


def test_nobody_else_changes_who_takes_part(people, director, exercise):
    before = parts(exercise)
    given = {"exercise_id": exercise.pk, "person_id": people["planner"].pk}
    for refusal, told in (
        (NotPermitted, {"actor": people["commander"]}),
        (Invalid, {"actor": director, "part": "spectator"}),
        (NotThere, {"actor": director, "person_id": new_id()}),
        (NotThere, {"actor": director, "exercise_id": new_id()}),
    ):
        with pytest.raises(refusal):
            enrol_participant(**{**given, **told})
    assert parts(exercise) == before


def test_with_the_exercise_the_taking_part_ends(people, director, exercise):
    end_exercise(actor=director, exercise_id=exercise.pk)
    assert not takes_part(people["dalad"].pk, exercise.pk)
    with pytest.raises(BadTransition):
        enrol_participant(
            actor=director, exercise_id=exercise.pk, person_id=people["planner"].pk
        )
