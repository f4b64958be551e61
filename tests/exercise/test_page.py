"""The director's page."""

import re

import pytest
from django.urls import reverse

from command.core.models import Exercise
from command.exercise.actions import advance_exercise, end_exercise, start_exercise
from command.exercise.tasks import advance_running
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


def test_the_director_starts_ends_and_removes_an_exercise(director, tiny):
    client = client_of(director)

    answer = client.post("/exercise/", {"scenario": "tiny", "speed": "600"})
    assert (answer.status_code, answer["Location"]) == (302, "/exercise/")
    exercise = Exercise.objects.get()
    assert (exercise.speed, exercise.director) == (600.0, director)
    assert f"/exercise/{exercise.pk}/end/" in client.get("/exercise/").text

    client.post(f"/exercise/{exercise.pk}/end/")
    page = client.get("/exercise/").text
    assert f"/exercise/{exercise.pk}/remove/" in page

    client.post(f"/exercise/{exercise.pk}/remove/")
    exercise.refresh_from_db()
    assert exercise.state == Exercise.State.REMOVED
    assert "Removed exercises" in client.get("/exercise/").text


@pytest.mark.parametrize("speed", ["", "quick", "nan", "inf", "-1", "1e9"])
def test_a_speed_that_cannot_be_is_answered_and_starts_nothing(director, tiny, speed):
    answer = client_of(director).post("/exercise/", {"scenario": "tiny", "speed": speed})

    assert answer.status_code == 400
    assert not Exercise.objects.exists()


def test_others_on_duty_watch_and_have_no_buttons(people, director, tiny):
    exercise = start_exercise(actor=director, scenario="tiny", speed=600.0)
    client = client_of(people["commander"])

    page = client.get("/exercise/").text

    assert "小演练" in page or "Tiny" in page
    assert "/end/" not in page
    assert client.post(f"/exercise/{exercise.pk}/end/").status_code == 403


def test_the_stage_shows_the_script_around_the_present(director, tiny):
    exercise = start_exercise(actor=director, scenario="tiny", speed=100_000.0)
    advance_exercise(actor=None, exercise_id=exercise.pk, until=tiny.steps[1].at)
    client = client_of(director)

    answer = client.get("/exercise/stage/", {"shown": f"{exercise.pk}:running"})

    assert "HX-Refresh" not in answer
    assert 'data-done="yes"' in answer.text
    assert 'data-done="no"' in answer.text
    assert "Duty officer" in answer.text


def test_the_page_is_drawn_anew_when_the_exercise_has_ended(director, tiny):
    exercise = start_exercise(actor=director, scenario="tiny", speed=1.0)
    end_exercise(actor=director, exercise_id=exercise.pk)

    answer = client_of(director).get("/exercise/stage/", {"shown": f"{exercise.pk}:running"})

    assert answer["HX-Refresh"] == "true"


def test_what_is_shown_of_an_ended_exercise_bears_its_mark_though_nothing_runs(director, tiny):
    exercise = start_exercise(actor=director, scenario="tiny", speed=1.0)
    end_exercise(actor=director, exercise_id=exercise.pk)
    client = client_of(director)
    for name in ("exercise-timeline", "exercise-score"):
        page = client.get(reverse(name, args=[exercise.pk])).text
        header, _end, main = page.partition("</header>")
        assert 'class="c-drill"' not in header, "the header marks what runs"
        (title,) = re.findall(r"<h1>.*?</h1>", main, re.DOTALL)
        assert '<em class="c-drill">' in title
    _head, _end, main = client.get("/exercise/").text.partition("</header>")
    assert '<h2 id="play-title"><em class="c-drill">' in main
    for language, mark in (("zh-hans", "演练"), ("en", "DRILL")):
        client.cookies["django_language"] = language
        title = re.search(
            r"<h1>.*?</h1>", client.get(f"/exercise/{exercise.pk}/score/").text, re.DOTALL
        )
        assert mark in title[0]
        told = client.get(f"/exercise/{exercise.pk}/score/json/").json()
        assert (told["drill"], told["language"]) == (True, language)


def test_the_clock_is_shown_only_while_an_exercise_runs(director, tiny):
    client = client_of(director)
    assert "T" not in client.get("/exercise/clock/").text.replace("\n", "")

    start_exercise(actor=director, scenario="tiny", speed=1.0)

    assert "T\N{MINUS SIGN}1:00" in client.get("/exercise/clock/").text


def test_the_clock_of_the_system_plays_what_is_due(director, tiny):
    exercise = start_exercise(actor=director, scenario="tiny", speed=1.0)

    assert advance_running() == 1
    assert advance_running() == 0
    exercise.refresh_from_db()
    assert exercise.cursor == 1
