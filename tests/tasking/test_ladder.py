"""The ladder, person by person: each climbs alone, and every count stays right."""

import random

import pytest

from command.core.errors import BadTransition, Invalid
from command.tasking import selectors
from command.tasking.actions import (
    advance_task,
    deliver_receipts,
    issue_task,
    read_task,
    reassign_task,
    tick_item,
)
from command.tasking.folds import RECEIPTS, TASKS
from command.tasking.lifecycle import Verb
from command.tasking.models import ReceiptState, TaskState
from tests import make
from tests.make import ORDOS, Post
from tests.support.story import whole_story
from tests.tasking import made

pytestmark = pytest.mark.django_db


def ordered(people=3, incident=None):
    commander = make.person(Post.COMMANDER, ORDOS)
    unit, crew = made.organisation(posts=[Post.TEAM_MEMBER] * people)
    task = made.task(incident, by=commander, checklist=["看水位", "拍照"])
    issue_task(
        actor=commander, task_id=task.pk, assignee_kind="organisation", assignee_id=unit.pk
    )
    return task, commander, crew


def step(task, actor, verb, reason=""):
    advance_task(actor=actor, task_id=task.pk, verb=verb, reason=reason)
    return TaskState.objects.get(task=task)


def test_the_first_moves_the_task_and_each_other_their_own_order():
    incident = make.incident()
    task, commander, (one, two, three) = ordered(incident=incident)
    made.delivered()
    assert step(task, one, "acknowledge").status == "acknowledged"
    with whole_story(incident.room_id, made.cards(incident)) as entries:
        assert step(task, two, "acknowledge").status == "acknowledged"
        assert step(task, three, "reject", "没有船").status == "acknowledged"
    assert [entry["kind"] for entry in entries] == ["task.taken", "task.refused"]
    assert entries[0]["says"]["en"].endswith("Move community 1: Accepted")
    assert "没有船" in entries[1]["says"]["zh-hans"]
    assert made.kinds(commander.room)[-1] == "task.refused", "whoever ordered it hears at once"
    card = selectors.card_of(task.pk, commander)
    assert made.ladder(card) == [3, 3, 3, 2, 0, 0, 0, 1]
    assert [(each["name"], each["reason"]) for each in card.refusals] == [
        (three.name, "没有船")
    ]
    with pytest.raises(BadTransition):
        step(task, two, "acknowledge")

    assert step(task, two, "start").status == "in_progress"
    assert step(task, one, "start").status == "in_progress"
    assert step(task, one, "complete").status == "completed"
    step(task, two, "complete")
    assert made.ladder(selectors.card_of(task.pk, commander)) == [3, 3, 3, 2, 2, 2, 0, 1]
    step(task, commander, "return", "再查一遍")
    assert made.ladder(selectors.card_of(task.pk, commander)) == [3, 3, 3, 2, 2, 0, 0, 1]
    step(task, two, "complete")
    assert step(task, commander, "verify").status == "verified"
    card = selectors.card_of(task.pk, commander)
    assert made.ladder(card) == [3, 3, 3, 2, 2, 1, 1, 1]
    shown = {row.person: (row.stage, row.reason) for row in selectors.recipients(task.pk, one)}
    assert shown == {
        str(one.pk): ("on_scene", ""),
        str(two.pk): ("verified", ""),
        str(three.pk): ("refused", "没有船"),
    }
    assert (TASKS.rebuild(), RECEIPTS.rebuild()) == (0, 0)


def test_the_last_who_refuses_refuses_the_task():
    task, _commander, crew = ordered(2)
    assert step(task, crew[0], "reject", "病了").status == "issued"
    with pytest.raises(Invalid):
        step(task, crew[1], "reject", " ")
    assert step(task, crew[1], "reject", "没有车").status == "rejected"
    assert TaskState.objects.get(task=task).reason == "没有车"


def test_whoever_refused_may_take_it_after_all():
    task, commander, crew = ordered(2)
    step(task, crew[0], "reject", "车坏了")
    step(task, crew[0], "acknowledge")
    card = selectors.card_of(task.pk, commander)
    assert (card.state, card.refusals) == ("acknowledged", [])
    assert RECEIPTS.rebuild() == 0


def test_the_leader_of_a_team_refuses_for_all_of_it():
    commander = make.person(Post.COMMANDER, ORDOS)
    crew, people = made.team(members=2)
    make.duty(people[0], post=Post.TEAM_LEADER, region=ORDOS)
    task = made.task(by=commander)
    issue_task(actor=commander, task_id=task.pk, assignee_kind="team", assignee_id=crew.pk)
    assert step(task, people[1], "reject", "x").status == "issued"
    assert step(task, people[0], "reject", "x").status == "rejected"


def test_a_desk_that_speaks_by_radio_marks_the_only_recipient():
    liaison, leader = make.person(Post.LIAISON, ORDOS), make.person(Post.TEAM_LEADER, ORDOS)
    state = made.issued(to=leader)
    for verb in ("acknowledge", "start", "complete"):
        step(state.task, liaison, verb)
    assert ReceiptState.objects.get(receipt__person=leader).stage == "done"


@pytest.mark.parametrize("seed", range(2))
def test_whatever_people_do_the_fold_is_the_state_and_every_count_is_right(seed):
    pick = random.Random(seed)  # noqa: S311  repeatable, and no secret
    task, commander, crew = ordered(4)
    others = [made.organisation(posts=[Post.TEAM_MEMBER] * 2) for _ in range(2)]
    units = [unit for unit, _people in others]
    people = [*crew, *(person for _unit, some in others for person in some)]
    verbs = [verb for verb in Verb if verb != Verb.ISSUE]

    def act():
        verb = pick.choice(verbs)
        advance_task(
            actor=pick.choice([*people, commander]),
            task_id=task.pk,
            verb=verb,
            reason="x",
            progress=50 if verb == Verb.REPORT else None,
        )

    acts = [
        act,
        act,
        act,
        act,
        lambda: read_task(actor=pick.choice(people), task_id=task.pk),
        lambda: deliver_receipts(actor=None, limit=2),
        lambda: tick_item(
            actor=pick.choice(people), task_id=task.pk, item="1", done=pick.random() < 0.5
        ),
        lambda: reassign_task(
            actor=commander,
            task_id=task.pk,
            assignee_kind="organisation",
            assignee_id=pick.choice(units).pk,
            reason="x",
        ),
        lambda: issue_task(actor=commander, task_id=task.pk),
    ]
    done = 0
    for _ in range(40):
        done += made.tried(pick.choice(acts))
        if TaskState.objects.get(task=task).status in {"cancelled", "verified"}:
            break
    assert done > 0
    assert (TASKS.rebuild(), RECEIPTS.rebuild()) == (0, 0)
    card = selectors.card_of(task.pk, commander)
    rows = selectors.recipients(task.pk, commander)
    refused = [row for row in rows if row.stage == "refused"]
    dated = [sum(bool(getattr(row, f"{stage}_at")) for row in rows) for stage in made.CLIMBED]
    assert made.ladder(card) == [len(rows), *dated, len(refused)]
    assert [each["person"] for each in card.refusals] == [
        row.person for row in sorted(refused, key=lambda row: row.refused_at)
    ]
