"""An area that says nothing while its neighbours report: once noticed, once looked at."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.board.selectors import Sight
from command.board.selectors.decisions import decisions
from command.core import authority, journal
from command.core.errors import Conflict, NotThere
from command.core.ids import new_id
from command.core.models import Exercise, Room
from command.core.rooms import exercise_room
from command.core.times import iso
from command.tasking.actions import advance_task, assign_task, check_in_team, issue_task
from command.tasking.desk.filters import Filters
from command.tasking.desk.selectors.board import board
from command.tasking.models import TaskState
from incidents.actions import write_note
from incidents.monitoring.models import Datastream
from incidents.monitoring.quiet import folds, selectors
from incidents.monitoring.quiet.actions import note_look
from incidents.monitoring.quiet.models import QuietArea, QuietAreaState
from incidents.monitoring.quiet.tasks import look_at, look_for_quiet
from tests import make
from tests.incidents.quiet.world import (
    JIUYUAN,
    beats,
    go_on,
    hours_ago,
    speak,
    stream,
    three_stations,
)
from tests.make import Post
from tests.support.race import race
from tests.support.signed_in import client_of
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def fetch():
    rows = QuietAreaState.objects.select_related("area__region")
    cards = [selectors.QuietAreaCard.of(row) for row in rows]
    return {f"quiet_area.{card.id}": asdict(card) for card in cards}


def looks():
    rows = TaskState.objects.filter(task__basis__startswith="quiet_area.")
    return rows.select_related("task")


def test_an_area_falls_quiet_is_looked_at_once_and_speaks_again():
    first, *_others = three_stations()
    room = make.incident().room_id
    with whole_story("city.150600", fetch) as told:
        assert beats(hours_ago(2), minutes=1) == []  # it may be a moment only
        [state] = beats(hours_ago(2) + timedelta(minutes=2), minutes=3)
        [look] = looks()
        speak(hours_ago(1), first)
        look_at(hours_ago(1))
    area = state.area
    assert (area.region_id, area.voices, area.silent, area.neighbours) == ("150621", 2, 2, 1)
    assert [one["label_zh"] for one in area.evidence] == ["站D-1", "站D-2"]
    assert area.level == 2  # 322 101 people live there
    assert look.status == "draft"
    assert (look.task.region_id, look.assignee_label) == ("150621", "鄂尔多斯市 · 值班员")
    assert look.task.title == "侦察核实静默区域 · 达拉特旗"
    assert "站D-1" in look.task.detail
    assert len(look.task.checklist) == 5
    assert [e["kind"] for e in told] == [
        "quiet_area.fell_quiet",
        "quiet_area.look_drafted",
        "quiet_area.spoke_again",
    ]
    ended = QuietAreaState.objects.get()
    assert (ended.ending, ended.heard_zh, ended.task) == ("spoke", "站D-1", look.task_id)
    assert ended.task_number == look.task.number
    look.refresh_from_db()
    assert (look.status, look.reason) == ("cancelled", "该区域已恢复联系")
    kinds = [e["kind"] for e in journal.since(room, 0)]
    assert kinds[-3:] == ["quiet_area.look_wanted", "task.created", "task.cancelled"]
    assert folds.AREAS.rebuild() == 0
    # A second silence is a second episode, with a look of its own.
    assert len(beats(now() + timedelta(hours=2.5))) == 1
    assert looks().count() == 2


def test_a_look_that_was_ordered_is_told_and_not_called_off():
    first, *_others = three_stations()
    officer = make.person(Post.DUTY_OFFICER, make.ORDOS)
    make.incident()
    beats(hours_ago(2))
    [look] = looks()
    issue_task(actor=officer, task_id=look.task_id)
    advance_task(actor=officer, task_id=look.task_id, verb="acknowledge")
    # Whoever goes to look is no voice of the area: it is quiet still.
    look_at(hours_ago(1.5))
    assert QuietAreaState.objects.get().ended_at is None
    speak(hours_ago(1), first)
    look_at(hours_ago(1))
    look.refresh_from_db()
    assert look.status == "acknowledged"
    room = look.task.incident.room_id
    assert [e["kind"] for e in journal.since(room, 0)][-1] == "task.area_heard"
    assert "task.area_heard" in [e["kind"] for e in journal.since(officer.room, 0)]


def test_a_drafted_look_waits_for_a_desk_that_orders_it_or_says_why_not():
    three_stations()
    officer = make.person(Post.DUTY_OFFICER, make.ORDOS)
    room = make.incident().room_id
    beats(hours_ago(2))
    [look] = looks()
    [card] = decisions(Sight(officer))
    assert (card.kind, card.key, card.link) == (
        "look", str(look.task_id), f"/t/{look.task_id}/give/",
    )  # fmt: skip
    observer = make.person(Post.OBSERVER, make.ORDOS)
    assert decisions(Sight(observer)) == ()
    desk = client_of(officer)
    page = desk.get("/t/").content.decode()
    assert f"/t/{look.task_id}/act/?verb=cancel" in page
    assert f"/t/{look.task_id}/give/" not in client_of(observer).get("/t/").content.decode()

    answer = f"/board/decisions/look/{look.task_id}/"
    no = {"verdict": "decline", "reason": ""}
    assert desk.post(answer, no).status_code == 400, "a reason is asked for"
    assert client_of(observer).post(answer, no | {"reason": "x"}).status_code == 403
    assert desk.post(answer, {"verdict": "approve", "reason": "x"}).status_code == 400
    look.refresh_from_db()
    assert look.status == "draft"
    assert desk.post(answer, no | {"reason": "已电话核实"}).status_code == 204
    look.refresh_from_db()
    assert (look.status, look.reason) == ("cancelled", "已电话核实")
    assert (decisions(Sight(officer)), board(officer, Filters()).looks) == ((), ())
    assert [e["kind"] for e in journal.since(room, 0)][-1] == "task.cancelled"


@pytest.mark.parametrize("why", ["one voice", "one spoke", "all silent", "far", "pause"])
def test_an_area_is_not_quiet(why):
    if why == "one voice":
        alone = stream("D-1", "150621")
        speak(hours_ago(10), alone)
        go_on(stream("N-1", JIUYUAN))
    else:
        first, *_others = three_stations(
            "150626" if why == "far" else "150621",
            beside=why != "all silent",
        )
    if why == "one spoke":
        speak(hours_ago(3), first)
    if why == "pause":  # looks at long distances prove nothing
        for n in range(5):
            look_at(hours_ago(2) + n * timedelta(minutes=15))
    else:
        beats(hours_ago(2))
    assert not QuietArea.objects.exists()


def test_without_an_incident_nobody_is_sent_until_there_is_one():
    three_stations()
    [state] = beats(hours_ago(2))
    assert (state.incident_id, state.task) == (None, None)
    # One beside it belongs to another city, whose desk would order what it does not see.
    far = make.incident(region=make.BAOTOU, point=(40.6, 109.9))
    beats(hours_ago(1.9), minutes=1)
    assert not looks().exists()
    incident = make.incident(by=make.person(Post.DUTY_OFFICER, make.ORDOS))
    beats(hours_ago(1.8), minutes=1)
    [look] = looks()
    assert look.task.incident_id == incident.pk != far.pk
    with pytest.raises(Conflict):
        note_look(actor=None, area_id=state.pk, task_id=new_id(), number="T-9")
    with pytest.raises(NotThere):
        note_look(actor=None, area_id=new_id(), task_id=new_id(), number="T-9")


def test_a_word_from_the_desk_of_the_area_is_a_word():
    three_stations()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    incident = make.incident(by=make.person(Post.DUTY_OFFICER, make.ORDOS))
    [state] = beats(hours_ago(2))
    write_note(actor=officer, incident_id=incident.pk, category="note", text="通信已恢复")
    look_at(now())
    state.refresh_from_db()
    assert (state.ending, state.heard_zh) == ("spoke", "达拉特旗值班席")
    assert beats(now() + timedelta(minutes=10)) == []  # its word holds for an hour
    assert len(beats(now() + timedelta(hours=2))) == 1


def test_a_reading_without_a_value_is_no_word():
    first, second, _beside = three_stations()
    before = Datastream.objects.get(pk=first.pk).state.observed_at
    speak(hours_ago(3), first, second, value=None)
    [state] = beats(hours_ago(2))
    assert state.area.last_at == before
    assert {one["last_at"] for one in state.area.evidence} == {iso(before)}


def test_what_is_waited_for_no_more_ends_the_silence():
    three_stations()
    [state] = beats(hours_ago(2))
    with transaction.atomic(), authority.acting_as(make.REGION):
        gone = Datastream.objects.filter(station__region="150621")
        gone.update(retired_at=now())
    look_at(hours_ago(1))
    state.refresh_from_db()
    assert (state.ending, state.heard_zh) == ("nothing_due", "")


def test_exercises_and_reality_never_mix():
    with transaction.atomic(), authority.acting_as(make.ORDOS):
        exercise = Exercise.objects.create(
            origin=make.ORDOS, scenario="S1", speed=60, started_at=now(), room=""
        )
        journal.open_room(exercise_room(exercise.pk), Room.Kind.EXERCISE, make.REGION)
    with authority.in_exercise(exercise.pk):
        three_stations()
        played = make.incident()
    make.incident()  # a real one, of the same kind, in the same place
    [state] = beats(hours_ago(2))
    [look] = looks()
    assert state.exercise_id == state.area.exercise_id == exercise.pk
    assert look.task.incident_id == played.pk
    assert [e["kind"] for e in journal.since("city.150600", 0) if "quiet" in e["kind"]] == []
    real = stream("R-1", "150621"), stream("R-2", "150621")
    speak(hours_ago(1), *real)
    look_at(hours_ago(1))
    assert QuietAreaState.objects.filter(ended_at__isnull=True).count() == 1
    with transaction.atomic(), authority.acting_as(make.ORDOS):
        Exercise.objects.update(state="ended", ended_at=now())
    look_at(hours_ago(0.9))
    state.refresh_from_db()
    assert state.ending == "nothing_due"


def test_teams_and_reports_are_waited_for_too():
    three_stations()
    officer = make.person(Post.DUTY_OFFICER, make.ORDOS)
    incident = make.incident(by=officer, occurred_at=hours_ago(8))
    team = make.team(region=make.DALAD)
    task = assign_task(
        actor=officer,
        incident_id=incident.pk,
        title="巡堤",
        kind="patrol",
        assignee_kind="team",
        assignee_id=team.pk,
        check_in_minutes=30,
    )
    advance_task(actor=officer, task_id=task.pk, verb="acknowledge")
    soon, later = now() + timedelta(minutes=5), now() + timedelta(hours=2)
    found = selectors.look(soon)["150621", None]
    assert {str(one.source) for one in found.waited} == {"station", "team", "report"}
    assert {str(one.source) for one in found.silent} == {"station", "report"}
    assert not found.is_quiet
    assert selectors.look(later)["150621", None].is_quiet
    assert [one.label_zh for one in selectors.overdue(officer, later)].count(team.name) == 1
    assert selectors.overdue(make.person(Post.DUTY_OFFICER, make.HOHHOT), later) == []
    check_in_team(actor=officer, team_id=team.pk)
    assert not selectors.look(now() + timedelta(minutes=40))["150621", None].is_quiet


@pytest.mark.django_db(transaction=True)
def test_two_workers_find_it_once():
    three_stations()
    make.incident()
    beats(hours_ago(2), minutes=1)
    moment = hours_ago(2) + timedelta(minutes=2.5)
    race(lambda: look_at(moment), times=4)
    race(lambda: look_at(moment + timedelta(seconds=20)), times=4)
    assert QuietArea.objects.count() == QuietAreaState.objects.count() == looks().count() == 1
    kinds = [e["kind"] for e in journal.since("city.150600", 0)]
    assert kinds.count("quiet_area.fell_quiet") == 1
    assert look_for_quiet() == 1
