"""Giving the order: the door, from every side."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now

from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.tasking import selectors
from command.tasking.actions import issue_task
from command.tasking.models import Receipt, ReceiptState, TaskState
from incidents.actions import share_incident
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.support.race import race
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db


def shared_with_baotou():
    incident = make.incident()
    share_incident(
        actor=make.person(Post.COMMANDER, ORDOS),
        incident_id=incident.pk,
        grantees=[BAOTOU],
        reason="north bank",
        until=None,
    )
    return incident


def test_an_order_is_told_and_queued_for_each_of_its_people():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, ORDOS)
    fire, people = made.organisation(posts=[Post.TEAM_LEADER, Post.TEAM_MEMBER, Post.OBSERVER])
    task = made.task(incident, by=commander)
    due = now() + timedelta(hours=4)

    with whole_story(incident.room_id, made.cards(incident)) as entries:
        state = issue_task(
            actor=commander,
            task_id=task.pk,
            assignee_kind="organisation",
            assignee_id=fire.pk,
            due_at=due,
        )

    assert (state.status, state.assignee_label, state.due_at) == ("issued", fire.name_zh, due)
    assert (state.issuer, state.issuer_authority) == (commander, ORDOS)
    assert timedelta(0) < state.chase_at - now() <= timedelta(seconds=30)
    ordered = set(Receipt.objects.values_list("person", flat=True))
    assert ordered == {people[0].pk, people[1].pk}, "an observer is given no orders"
    assert set(ReceiptState.objects.values_list("stage", flat=True)) == {"queued"}
    assert [entry["kind"] for entry in entries] == ["task.issued"]
    assert entries[0]["payload"]["people"] == 2
    card = selectors.of_incident(incident.pk)[0]
    assert made.ladder(card) == [2, 0, 0, 0, 0, 0, 0, 0]


def test_an_order_to_a_team_goes_to_its_members_and_to_nobody_who_left():
    crew, people = made.team(members=2)
    commander = make.person(Post.COMMANDER, ORDOS)
    task = made.task(by=commander)
    issue_task(actor=commander, task_id=task.pk, assignee_kind="team", assignee_id=crew.pk)
    assert set(Receipt.objects.values_list("person", flat=True)) == {p.pk for p in people}


def test_without_an_assignee_the_order_goes_to_whoever_was_planned():
    leader = make.person(Post.TEAM_LEADER, ORDOS)
    task = made.task(assignee_kind="person", assignee_id=leader.pk)
    state = issue_task(actor=None, task_id=task.pk)
    assert state.assignee_id == leader.pk
    assert state.issuer == task.created_by, "the order is the drafter's when the clock gives it"


def test_an_order_to_nobody_is_refused_and_nothing_changes():
    task = made.task()
    with pytest.raises(Invalid):
        issue_task(actor=None, task_id=task.pk)
    with pytest.raises(NotThere):
        issue_task(actor=None, task_id=task.pk, assignee_kind="team", assignee_id=uuid4())
    assert TaskState.objects.get(task=task).status == "draft"
    assert made.kinds(task.incident.room_id) == ["incident.reported", "task.created"]


def test_a_task_is_issued_once():
    state = made.issued()
    with pytest.raises(BadTransition):
        issue_task(actor=None, task_id=state.task_id)
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize("post", [Post.PLANNER, Post.TEAM_LEADER, Post.RESOURCE_OFFICER])
def test_other_posts_may_not_and_nothing_changes(post):
    leader = make.person(Post.TEAM_LEADER, ORDOS)
    task = made.task()
    with pytest.raises(NotPermitted):
        issue_task(
            actor=make.person(post, ORDOS),
            task_id=task.pk,
            assignee_kind="person",
            assignee_id=leader.pk,
        )
    assert TaskState.objects.get(task=task).status == "draft"
    assert Receipt.objects.exists() is False


def test_the_territory_may_order_another_city_but_a_guest_only_its_own():
    incident = shared_with_baotou()
    guest = make.person(Post.COMMANDER, BAOTOU)
    own, foreign = (make.person(Post.TEAM_LEADER, city) for city in (BAOTOU, HOHHOT))
    host = make.person(Post.COMMANDER, ORDOS)

    first = made.task(incident, by=host)
    ordered = issue_task(
        actor=host, task_id=first.pk, assignee_kind="person", assignee_id=own.pk
    )
    assert ordered.issuer_authority == ORDOS

    second = made.task(incident, by=guest, region=BAOTOU)
    with pytest.raises(NotPermitted):
        issue_task(
            actor=guest, task_id=second.pk, assignee_kind="person", assignee_id=foreign.pk
        )
    assert TaskState.objects.get(task=second).status == "draft"
    ordered = issue_task(
        actor=guest, task_id=second.pk, assignee_kind="person", assignee_id=own.pk
    )
    assert ordered.issuer_authority == BAOTOU


def test_an_order_given_again_after_a_rejection_is_delivered_again():
    by, first, second = (
        make.person(post, ORDOS)
        for post in (Post.COMMANDER, Post.TEAM_LEADER, Post.TEAM_LEADER)
    )
    state = made.brought_to("rejected", by=by, to=first)
    issue_task(actor=by, task_id=state.task_id, assignee_kind="person", assignee_id=second.pk)
    assert made.delivered() == 1, "whoever refused the first has it in hand already"
    card = selectors.card_of(state.task_id, by)
    assert card.assignee_id == str(second.pk)
    assert made.ladder(card) == [1, 1, 0, 0, 0, 0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_issue_at_once_one_is_refused():
    leader = make.person(Post.TEAM_LEADER, ORDOS)
    commander = make.person(Post.COMMANDER, ORDOS)
    task = made.task(by=commander)
    outcomes = race(
        lambda: issue_task(
            actor=commander,
            task_id=task.pk,
            assignee_kind="person",
            assignee_id=leader.pk,
        ),
        times=4,
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, BadTransition)]
    assert len(refused) == 3
    assert Receipt.objects.count() == 1
