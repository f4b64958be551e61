"""``manage.py exercise``, as somebody types it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from command.core.models import Exercise
from command.exercise.actions import play_next, start_exercise
from incidents.actions import move_incident
from incidents.models import Incident

pytestmark = pytest.mark.django_db


def typed(*words):
    out = StringIO()
    call_command("exercise", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_a_play_is_told_line_by_line(people, tiny):
    told = typed("tiny", "--as-fast-as-possible")

    assert "T+0:00" in told
    assert "报告事件" in told
    assert "Duty officer" in told
    assert Exercise.objects.get().state == Exercise.State.ENDED


def test_the_exit_says_so_when_a_door_did_not_open(people, tiny):
    exercise = start_exercise(actor=None, scenario="tiny", speed=100_000.0)
    play_next(actor=None, exercise_id=exercise.pk, until=tiny.ends)
    event = play_next(actor=None, exercise_id=exercise.pk, until=tiny.ends)
    # A trainee has voided the incident: nothing can be sent to it any more.
    incident = Incident.objects.get()
    move_incident(actor=people["dalad"], incident_id=incident.pk, verb="void", reason="误报")

    with pytest.raises(CommandError, match="1 steps refused"):
        typed("--resume", "--as-fast-as-possible")

    assert event.refused == ""


def test_what_was_left_running_is_played_on(people, tiny):
    exercise = start_exercise(actor=None, scenario="tiny", speed=100_000.0)
    play_next(actor=None, exercise_id=exercise.pk, until=tiny.ends)

    typed("--resume", "--as-fast-as-possible")

    assert Incident.objects.count() == 1
    assert Exercise.objects.get().cursor == 4


def test_status_end_and_removal(people, tiny):
    assert "nothing has been played" in typed("--status")
    exercise = start_exercise(actor=None, scenario="tiny", speed=1.0)
    assert f"{exercise.pk}  tiny  running" in typed()

    assert typed("--end") == f"ended {exercise.pk}\n"
    assert typed("--remove", str(exercise.pk)) == f"removed {exercise.pk}\n"

    exercise.refresh_from_db()
    assert exercise.state == Exercise.State.REMOVED


def test_again_clears_the_stage_first(people, tiny):
    typed("tiny", "--as-fast-as-possible")
    with pytest.raises(CommandError, match="has not been removed"):
        typed("tiny", "--as-fast-as-possible")

    typed("tiny", "--as-fast-as-possible", "--again")

    assert Incident.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--remove", "x"), "no id"),
        (("--remove", "01890000-0000-7000-8000-000000000000"), "No such exercise"),
        (("--resume",), "no exercise is running"),
        (("nothing",), "invalid choice"),
        (("tiny", "--speed", "0"), "between 0"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(people, tiny, words, why):
    with pytest.raises(CommandError, match=why):
        typed(*words)
