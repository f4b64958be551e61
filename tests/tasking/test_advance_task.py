"""Moving a task through its life: the door, from every side."""

import pytest

from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.tasking import selectors
from command.tasking.actions import advance_task, issue_task
from command.tasking.lifecycle import OF_THE_ASSIGNEE, TRANSITIONS, Status, Verb, status_after
from command.tasking.models import ReceiptState, TaskState
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.support.race import race
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db

KINDS = {
    Verb.ACKNOWLEDGE: "task.acknowledged",
    Verb.START: "task.started",
    Verb.REPORT: "task.progressed",
    Verb.BLOCK: "task.blocked",
    Verb.COMPLETE: "task.completed",
    Verb.VERIFY: "task.verified",
    Verb.RETURN: "task.returned",
    Verb.REJECT: "task.rejected",
    Verb.SUSPEND: "task.suspended",
    Verb.RESUME: "task.resumed",
    Verb.CANCEL: "task.cancelled",
}
MOVES = sorted((before, verb) for before, verb in TRANSITIONS if verb != Verb.ISSUE)


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def leader(db):
    return make.person(Post.TEAM_LEADER, ORDOS)


def move(state, actor, verb, **given):
    told = {"reason": made.why(verb), "progress": 40 if verb == Verb.REPORT else None}
    return advance_task(actor=actor, task_id=state.task_id, verb=verb, **{**told, **given})


def unchanged(state):
    fresh = TaskState.objects.get(pk=state.pk)
    return (fresh.status, fresh.step) == (state.status, state.step)


@pytest.mark.parametrize(("before", "verb"), MOVES)
def test_each_step_is_taken_by_its_side_and_told_whole(before, verb, commander, leader):
    incident = make.incident()
    state = made.brought_to(before, by=commander, to=leader, incident=incident)
    actor = leader if verb in OF_THE_ASSIGNEE else commander

    with whole_story(incident.room_id, made.cards(incident)) as entries:
        moved = move(state, actor, verb)

    assert moved.status == status_after(Status(before), verb)
    assert [entry["kind"] for entry in entries] == [KINDS[verb]]
    assert entries[0]["payload"]["before"] == before
    assert entries[0]["payload"]["after"] == moved.status
    assert entries[0]["actor"]["id"] == str(actor.pk)
    assert "T-01 Move community 1" in entries[0]["says"]["en"]


@pytest.mark.parametrize("status", sorted(Status))
def test_a_step_that_leads_nowhere_changes_nothing(status, commander, leader):
    state = made.brought_to(status, by=commander, to=leader)
    for verb in Verb:
        if verb != Verb.ISSUE and (status, verb) not in TRANSITIONS:
            with pytest.raises(BadTransition):
                move(state, None, verb)
    assert unchanged(state)


@pytest.mark.parametrize("verb", sorted(OF_THE_ASSIGNEE - {Verb.COMPLETE, Verb.REPORT}))
def test_a_stranger_in_the_same_city_may_not(verb, commander, leader):
    state = made.brought_to("acknowledged", by=commander, to=leader)
    stranger = make.person(Post.TEAM_LEADER, ORDOS)
    with pytest.raises(NotPermitted):
        move(state, stranger, verb)
    assert unchanged(state)


@pytest.mark.parametrize("verb", sorted(Verb))
def test_somebody_without_sight_finds_nothing(verb, commander, leader):
    state = made.brought_to("issued", by=commander, to=leader)
    if verb == Verb.ISSUE:
        return
    with pytest.raises(NotThere):
        move(state, make.person(Post.COMMANDER, BAOTOU), verb)
    assert unchanged(state)


def test_who_carries_it_out_does_not_verify_their_own_work(commander, leader):
    state = made.brought_to("completed", by=commander, to=leader)
    with pytest.raises(NotPermitted):
        move(state, leader, Verb.VERIFY)
    assert unchanged(state)


def test_the_liaison_on_the_side_of_the_assignee_may_speak_for_them(commander):
    member = make.person(Post.TEAM_MEMBER, BAOTOU)
    state = made.issued(by=commander, to=member)
    with pytest.raises(NotPermitted):
        move(state, commander, Verb.ACKNOWLEDGE)
    assert unchanged(state)
    with pytest.raises(NotThere):
        move(state, make.person(Post.OBSERVER, BAOTOU), Verb.ACKNOWLEDGE)
    assert move(state, make.person(Post.LIAISON, BAOTOU), Verb.ACKNOWLEDGE).status == (
        "acknowledged"
    )


def test_a_member_of_the_team_acts_for_the_team(commander):
    crew, people = made.team(members=2)
    task = made.task(by=commander)
    issue_task(actor=commander, task_id=task.pk, assignee_kind="team", assignee_id=crew.pk)
    state = TaskState.objects.get(task=task)
    assert move(state, people[1], Verb.ACKNOWLEDGE).status == "acknowledged"
    marked = ReceiptState.objects.order_by("stage").values_list("receipt__person", "stage")
    assert set(marked) == {(people[1].pk, "accepted"), (people[0].pk, "queued")}


def test_either_side_stops_work_for_danger_to_life(commander, leader):
    for stopper in (commander, leader):
        state = made.brought_to("in_progress", by=commander, to=leader)
        stopped = move(state, stopper, Verb.SUSPEND, reason="决口后撤三百米")
        assert (stopped.status, stopped.reason) == ("suspended", "决口后撤三百米")


def test_only_the_command_orders_them_back_and_they_acknowledge_anew(commander, leader):
    state = made.brought_to("suspended", by=commander, to=leader)
    made.delivered()
    with pytest.raises(NotPermitted):
        move(state, leader, Verb.RESUME)
    assert unchanged(state)

    resumed = move(state, commander, Verb.RESUME)

    assert (resumed.status, resumed.acknowledged_at) == ("issued", None)
    assert resumed.chase_at is not None
    assert made.delivered() == 1, "the order is handed over again"
    assert move(resumed, leader, Verb.ACKNOWLEDGE).status == "acknowledged"


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        (Verb.BLOCK, {"reason": "  "}),
        (Verb.SUSPEND, {"reason": ""}),
        (Verb.BLOCK, {"reason": "x" * 301}),
        (Verb.REPORT, {"progress": None}),
        (Verb.REPORT, {"progress": 101}),
        (Verb.REPORT, {"progress": -1}),
        (Verb.COMPLETE, {"progress": 50}),
    ],
)
def test_what_cannot_be_meant_is_refused(verb, given, commander, leader):
    state = made.brought_to("in_progress", by=commander, to=leader)
    with pytest.raises(Invalid):
        move(state, leader, verb, **given)
    assert unchanged(state)


@pytest.mark.parametrize("verb", ["issue", "fly", ""])
def test_an_unknown_verb_is_refused(verb, commander, leader):
    state = made.issued(by=commander, to=leader)
    with pytest.raises(Invalid):
        advance_task(actor=leader, task_id=state.task_id, verb=verb)
    assert unchanged(state)


def test_an_obstacle_stays_on_the_card_until_work_goes_on(commander, leader):
    incident = make.incident()
    state = made.brought_to("in_progress", by=commander, to=leader, incident=incident)
    move(state, leader, Verb.BLOCK, reason="道路塌方")
    assert selectors.card_of(state.task_id, commander).obstacle == "道路塌方"
    assert made.kinds(commander.room)[-1] == "task.blocked", "whoever ordered it hears at once"
    move(state, leader, Verb.REPORT, progress=60)
    card = selectors.card_of(state.task_id, commander)
    assert (card.obstacle, card.progress) == ("", 60)


def test_a_withdrawn_order_comes_into_the_inbox_of_its_people(commander, leader):
    state = made.brought_to("acknowledged", by=commander, to=leader)
    move(state, commander, Verb.CANCEL, reason="水位下降")
    assert made.kinds(leader.room)[-1] == "task.cancelled"


def test_completing_is_whole(commander, leader):
    state = made.brought_to("completed", by=commander, to=leader)
    assert (state.progress, state.completed_at is not None) == (100, True)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_complete_at_once_one_does():
    commander = make.person(Post.COMMANDER, ORDOS)
    leader = make.person(Post.TEAM_LEADER, ORDOS)
    state = made.brought_to("in_progress", by=commander, to=leader)
    outcomes = race(lambda: move(state, leader, Verb.COMPLETE), times=4)
    assert sum(isinstance(outcome, BadTransition) for outcome in outcomes) == 3
    assert made.kinds(state.task.incident.room_id).count("task.completed") == 1
