"""The timeline of injects, and the score against the plan's graph."""

from datetime import timedelta

import pytest
import time_machine
from django.utils.timezone import now

from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Entry, Exercise
from command.exercise import selectors
from command.exercise.actions import (
    acknowledge_inject,
    add_inject,
    advance_exercise,
    end_exercise,
    enrol_participant,
    observe,
    release_inject,
    remove_exercise,
    skip_inject,
    start_exercise,
)
from command.exercise.models import Inject, Observation
from command.exercise.player import made as made_by
from command.exercise.scenarios import SCENARIOS
from command.exercise.selectors.score import score_of
from command.exercise.tasks import release_due
from command.tasking.actions import advance_task
from command.tasking.selectors import numbered
from incidents.selectors import every
from plans.actions import activate_plan
from plans.tasks import issue_ready
from tests import make
from tests.make import DALAD, ORDOS, Post
from tests.plans import made
from tests.plans.made import step
from tests.support.client import client_of
from tests.support.later import later
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise(people, director, tiny):
    return start_exercise(actor=director, scenario="tiny", speed=60.0)


@pytest.fixture
def evaluator(people, director, exercise):
    person = people["planner"]
    enrol_participant(
        actor=director, exercise_id=exercise.pk, person_id=person.pk, part="evaluator"
    )
    return person


def inject(director, exercise, **given):
    told = {"at_minutes": 30, "title": "村民报告管涌", "expects": "派人查看", **given}
    return add_inject(actor=director, exercise_id=exercise.pk, **told)


def test_the_clock_releases_what_is_due_once_to_whom_it_is_meant_for(
    people, director, exercise
):
    meant = inject(director, exercise, region=DALAD, post="duty_officer")
    inject(director, exercise, at_minutes=400, title="later")

    assert release_due() == 0
    # T0 is an hour of the scenario after the start, at sixty times the speed.
    with later(seconds=91):
        assert release_due() == 1
        assert release_due() == 0

    [told] = Entry.objects.filter(room=exercise.room, kind="exercise.inject_released")
    assert told.payload["title"] == "村民报告管涌"
    assert told.changed[f"inject.{meant.pk}"]["state"] == "released"
    shown = selectors.injects_for(people["dalad"], exercise)
    assert [card.id for card in shown] == [str(meant.pk)]
    assert selectors.injects_for(people["resources"], exercise) == []
    with pytest.raises(NotThere):
        acknowledge_inject(actor=people["resources"], inject_id=meant.pk)
    assert acknowledge_inject(actor=people["dalad"], inject_id=meant.pk)
    assert not acknowledge_inject(actor=people["dalad"], inject_id=meant.pk)
    assert selectors.injects_for(people["dalad"], exercise) == []


def test_the_director_releases_by_hand_or_leaves_out_with_a_reason(director, exercise):
    first, second = inject(director, exercise), inject(director, exercise)
    assert release_inject(actor=director, inject_id=first.pk)
    with pytest.raises(Invalid):
        skip_inject(actor=director, inject_id=second.pk, reason=" ")
    skip_inject(actor=director, inject_id=second.pk, reason="时间不够")
    assert not release_inject(actor=director, inject_id=second.pk)
    with pytest.raises(BadTransition):
        skip_inject(actor=director, inject_id=first.pk, reason="太迟")
    assert [card.state for card in selectors.injects_of(exercise)] == ["released", "skipped"]


def test_what_cannot_be_said_or_done_changes_nothing(people, director, exercise):
    wrong = (
        {"title": " "},
        {"at_minutes": 10**7},
        {"region": "999999"},
        {"post": "friend"},
        {"channel": "smoke"},
        {"expects": "x" * 301},
        {"within_minutes": -1},
    )
    for told in wrong:
        with pytest.raises(Invalid) as refused:
            inject(director, exercise, **told)
        assert refused.value.detail["field"] in told
    with pytest.raises(NotPermitted):
        inject(people["commander"], exercise)
    end_exercise(actor=director, exercise_id=exercise.pk)
    with pytest.raises(BadTransition):
        inject(director, exercise)
    assert not Inject.objects.exists()


def test_machines_put_injects_on_the_timeline_once_and_players_learn_no_more_than_is_theirs(
    people, director, exercise
):
    body = {"at_minutes": 30, "title": "村民报告管涌", "expects": "派人查看",
            "region": DALAD, "post": "duty_officer"}  # fmt: skip
    where, key = f"/api/exercises/{exercise.pk}/injects/", str(new_id())

    def post(person, path, given=None, **headers):
        return client_of(person).post(
            path, given or {}, content_type="application/json", headers=headers
        )

    first = post(director, where, body, **{"Idempotency-Key": key})
    again = post(director, where, body, **{"Idempotency-Key": key})
    assert (first.status_code, again.json()) == (201, first.json())
    one = f"/api/exercises/injects/{first.json()['id']}/"
    second = post(director, where, body | {"post": ""}).json()
    refused = [
        (post(people["commander"], where, body), 403),
        (post(director, where, body | {"region": "999999"}), 400),
        (post(director, where, body | {"post": "friend"}), 400),
        (post(people["commander"], f"{one}release/"), 403),
        (post(director, f"{one}skip/", {"reason": " "}), 400),
        (post(people["dalad"], f"{one}read/"), 404),
    ]
    assert [answer.status_code for answer, _ in refused] == [status for _, status in refused]
    assert set(Inject.objects.values_list("state", flat=True)) == {"planned"}
    assert client_of(people["dalad"]).get(where).json() == []

    assert post(director, f"{one}release/").json()["state"] == "released"
    other = f"/api/exercises/injects/{second['id']}/"
    told = post(director, f"{other}skip/", {"reason": "时间不够"}).json()
    assert (told["state"], told["reason"]) == ("skipped", "时间不够")
    [mine] = client_of(people["dalad"]).get(where).json()
    assert (mine["title"], mine["expects"], mine["verdicts"]) == ("村民报告管涌", "", [])
    assert client_of(people["resources"]).get(where).json() == []
    assert post(people["resources"], f"{one}read/").status_code == 404
    assert post(people["dalad"], f"{one}read/").status_code == 200
    seen = client_of(director).get(where).json()
    assert [(card["state"], card["acks"], card["expects"]) for card in seen] == [
        ("released", 1, "派人查看"),
        ("skipped", 0, "派人查看"),
    ]
    told = Entry.objects.get(kind="exercise.inject_released").changed[f"inject.{mine['id']}"]
    assert (told["title"], told["expects"], told["verdicts"]) == ("村民报告管涌", "", [])
    [play] = client_of(director).get("/api/exercises/").json()
    assert (play["id"], play["state"]) == (str(exercise.pk), "running")


def test_evaluators_judge_and_nobody_else_does(people, evaluator, director, exercise):
    one = inject(director, exercise)
    release_inject(actor=director, inject_id=one.pk)
    given = {"exercise_id": exercise.pk}
    with pytest.raises(NotPermitted):
        observe(actor=people["dalad"], **given, inject_id=one.pk, verdict="met")
    for told in ({"verdict": "note"}, {"verdict": "met"}, {"verdict": "fine", "text": "x"}):
        with pytest.raises(Invalid):
            observe(actor=evaluator, **given, **told)
    assert score_of(exercise).points is None
    observe(actor=evaluator, **given, inject_id=one.pk, verdict="missed")
    observe(actor=evaluator, **given, inject_id=one.pk, verdict="partly", text="晚了十分钟")
    score = score_of(exercise)
    assert (score.points, score.unjudged) == (50, 0)
    assert Observation.objects.count() == 2


def test_a_plan_is_scored_against_its_graph(people, evaluator, director, exercise, tiny):
    _unit, [leader] = tasking.organisation(kind="flood_control")
    advance_exercise(actor=None, exercise_id=exercise.pk, until=tiny.steps[1].at)
    incident = every().get(pk=made_by(exercise.pk, "event"))
    plan = made.published(
        step("T-01", due_minutes=30),
        step("T-02", due_minutes=60, after=["T-01"]),
        step("T-03", due_minutes=10),
    )
    with later():
        begun = now()
        activate_plan(actor=people["commander"], plan_id=plan.pk, incident_id=incident.pk)
    with time_machine.travel(begun, tick=False) as clock:
        for number, seconds in (("T-01", 20), ("T-02", 50)):
            clock.move_to(begun + timedelta(seconds=seconds - 5))
            if number == "T-02":
                issue_ready()
            for verb in ("acknowledge", "start"):
                take(leader, incident, number, verb)
            clock.move_to(begun + timedelta(seconds=seconds))
            take(leader, incident, number, "complete")
        clock.move_to(begun + timedelta(minutes=7))
        [plan_score] = score_of(exercise).plans
    found = {each.key: each for each in plan_score.steps}

    # A second is a minute of the plan at this speed.
    assert (found["T-01"].finish, found["T-02"].finish) == (20, 50)
    assert {key: each.outcome for key, each in found.items()} == {
        "T-01": "in_time",
        "T-02": "in_time",
        "T-03": "undone",
    }
    assert found["T-03"].answered_late
    assert plan_score.critical == ("T-01", "T-02")
    assert plan_score.planned == 90
    # Two critical steps count twice: (100 + 100) * 2 and -20 once, over five.
    assert plan_score.points == 76
    assert not plan_score.is_over
    url, client = f"/exercise/{exercise.pk}/score/", client_of(director)
    client.cookies["django_language"] = "en"
    page = client.get(url).text
    assert "Expected end" in page
    assert "Real end" not in page
    assert "still running" in page
    assert numbered(incident.pk, "T-01").state.assignee_label_en in page
    observe(actor=evaluator, exercise_id=exercise.pk, step_id=found["T-03"].id, verdict="met")
    assert score_of(exercise).points == 100


def take(leader, incident, number, verb):
    advance_task(actor=leader, task_id=numbered(incident.pk, number).pk, verb=verb)


def test_the_pages_show_each_what_is_theirs(people, director, evaluator, exercise):
    one = inject(director, exercise)
    url = f"/exercise/{exercise.pk}/"
    assert one.title in client_of(director).get(url).text
    assert one.title in client_of(evaluator).get(f"{url}panel/").text
    assert one.title not in client_of(people["dalad"]).get(url).text

    client_of(director).post(f"/exercise/injects/{one.pk}/release/")
    page = client_of(people["dalad"]).get(url).text
    assert one.title in page
    assert f"/exercise/injects/{one.pk}/read/" in page
    for path in ("score/", "score/pdf/"):
        assert client_of(people["dalad"]).get(f"{url}{path}").status_code == 404
        assert client_of(evaluator).get(f"{url}{path}").status_code == 200
    told = client_of(evaluator).get(f"{url}score/json/").json()
    assert told["drill"] is True


def test_the_form_makes_one_inject_per_key_and_keeps_what_was_typed(director, exercise):
    client, url = client_of(director), f"/exercise/{exercise.pk}/"
    key = str(exercise.pk)
    given = {"key": key, "title": "停电", "at_minutes": "15", "channel": "phone"}
    assert client.post(url, {**given, "at_minutes": "soon"}).status_code == 400
    assert "停电" in client.post(url, {**given, "at_minutes": "soon"}).text
    for _ in range(2):
        assert client.post(url, given).status_code == 303
    assert Inject.objects.count() == 1


def test_the_leak_ships_its_injects_and_goes_without_trace(people, director):
    make.person(Post.DUTY_OFFICER, "150122")
    make.person(Post.COMMANDER, "150100")
    play = start_exercise(actor=director, scenario="leak", speed=600.0)
    assert Inject.objects.filter(exercise=play).count() == len(SCENARIOS["leak"].injects) == 6
    end_exercise(actor=director, exercise_id=play.pk)
    remove_exercise(actor=director, exercise_id=play.pk)
    assert not Inject.objects.exists()
    assert Exercise.objects.get(pk=play.pk).state == "removed"


def test_the_city_of_an_inject_is_its_counties_too(people, director, exercise):
    one = inject(director, exercise, region=ORDOS)
    release_inject(actor=director, inject_id=one.pk)
    for who in ("dalad", "resources"):
        assert selectors.injects_for(people[who], exercise), who
