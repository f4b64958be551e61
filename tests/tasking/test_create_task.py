"""Drafting a task: the door, from every side."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.tasking.actions import create_task
from command.tasking.models import Task, TaskState
from incidents.actions import move_incident, share_incident
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, Post
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db

DESK = [Post.COMMANDER, Post.DEPUTY, Post.DUTY_OFFICER, Post.LIAISON]
OTHERS = sorted(set(Post) - set(DESK))


def test_the_desk_drafts_and_the_journal_tells_it():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, ORDOS)

    with whole_story(incident.room_id, made.cards(incident)) as entries:
        task = made.task(incident, by=commander)

    assert task.number == "T-01"
    assert task.region_id == DALAD
    assert task.origin == ORDOS
    assert TaskState.objects.get(task=task).status == "draft"
    assert [entry["kind"] for entry in entries] == ["task.created"]
    assert entries[0]["says"]["en"] == "Task T-01 Move community 1 was drafted"
    assert "转移一社群众" in entries[0]["says"]["zh-hans"]


@pytest.mark.parametrize("post", DESK)
@pytest.mark.parametrize("region", [DALAD, ORDOS, REGION])
def test_every_desk_over_the_territory_may(post, region):
    assert made.task(by=make.person(post, region)).pk


@pytest.mark.parametrize("post", OTHERS)
def test_other_posts_may_not_and_nothing_changes(post):
    incident = make.incident()
    bystander = make.person()
    make.duty(bystander, post=post, region=ORDOS)

    with pytest.raises((NotPermitted, NotThere)):
        made.task(incident, by=bystander)

    assert Task.objects.exists() is False
    assert made.kinds(incident.room_id) == ["incident.reported"]


def test_a_desk_of_a_city_that_does_not_see_the_incident_finds_none():
    with pytest.raises(NotThere):
        made.task(by=make.person(Post.COMMANDER, BAOTOU))
    assert Task.objects.exists() is False


def test_a_desk_of_a_city_it_is_shared_with_drafts_only_for_its_own():
    incident = make.incident()
    share_incident(
        actor=make.person(Post.COMMANDER, ORDOS),
        incident_id=incident.pk,
        grantees=[BAOTOU],
        reason="north bank",
        until=None,
    )
    liaison = make.person(Post.LIAISON, BAOTOU)

    assert made.task(incident, by=liaison, region=BAOTOU).origin == BAOTOU
    with pytest.raises(NotPermitted):
        made.task(incident, by=liaison, region=HOHHOT)
    assert Task.objects.count() == 1


def test_numbers_count_and_a_wanted_number_is_kept_while_it_is_free():
    incident = make.incident()
    wanted = ["T-02", None, None, "T-02", None]
    given = [made.task(incident, number=number).number for number in wanted]
    assert given == ["T-02", "T-01", "T-03", "T-04", "T-05"]


def test_each_incident_counts_by_itself():
    assert [made.task(make.incident()).number for _ in range(2)] == ["T-01", "T-01"]


@pytest.mark.parametrize(
    "wrong", [{"title": "  "}, {"kind": "unknown"}, {"region": "999999"}], ids=str
)
def test_what_cannot_be_meant_is_refused(wrong):
    with pytest.raises(Invalid):
        made.task(**wrong)
    assert Task.objects.exists() is False


def test_there_are_no_tasks_without_an_incident():
    with pytest.raises(NotThere):
        create_task(
            actor=make.person(Post.COMMANDER, ORDOS),
            incident_id=uuid4(),
            title="x",
            kind="patrol",
        )


def test_an_ended_incident_takes_no_tasks():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, ORDOS)
    move_incident(actor=commander, incident_id=incident.pk, verb="void", reason="a mistake")
    with pytest.raises(BadTransition):
        made.task(incident, by=commander)
    assert Task.objects.exists() is False


def test_a_draft_may_have_somebody_in_mind():
    incident = make.incident()
    leader = make.person(Post.TEAM_LEADER, DALAD, name="李慧")
    with whole_story(incident.room_id, made.cards(incident)):
        task = made.task(incident, assignee_kind="person", assignee_id=leader.pk)
    state = TaskState.objects.get(task=task)
    assert (state.status, state.assignee_label, state.assignee_region) == (
        "draft",
        "李慧",
        DALAD,
    )


def test_a_desk_that_lost_its_territory_to_another_lead_still_may():
    """Joint is not merged: the territory goes on ordering its own people."""
    assert made.task(by=make.person(Post.DUTY_OFFICER, DALAD)).pk


@pytest.mark.django_db(transaction=True)
def test_numbers_stay_unique_when_many_draft_at_once():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, ORDOS)

    def draft(_):
        try:
            return made.task(incident, by=commander).number
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(draft, range(12)))
    assert sorted(numbers) == [f"T-{n:02d}" for n in range(1, 13)]
