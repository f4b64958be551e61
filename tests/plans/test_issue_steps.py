"""Steps of an activated plan are issued when their time and turn have come."""

from datetime import timedelta

import pytest
from django.db import transaction

from command.core import authority
from command.tasking.actions import advance_task, issue_task
from command.tasking.models import Receipt, Task, TaskState
from command.tasking.selectors import numbered
from command.tasking.selectors.posts import post_key
from plans import tasks
from plans.actions import issue_step
from plans.models import ActivationStep, StepWait
from tests import make
from tests.make import DALAD, ORDOS, Post
from tests.plans import made
from tests.plans.activating import activate, after, status, views
from tests.plans.made import step
from tests.support.later import let_pass
from tests.support.race import race
from tests.support.story import whole_story
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


def carried_out(incident, number, leader):
    task = numbered(incident.pk, number)
    for verb in ("acknowledge", "start", "complete"):
        advance_task(actor=leader, task_id=task.pk, verb=verb)


def test_steps_come_when_their_time_and_their_turn_have_come(commander, crew):
    _unit, leader = crew
    incident = make.incident()
    plan = made.published(
        step("T-01"),
        step("T-02", offset_minutes=30, due_minutes=10),
        step("T-03", after=["T-01"]),
        step("T-04", offset_minutes=30, after=["T-01"]),
    )
    activate(plan, incident, commander)
    assert tasks.issue_ready() == 0, "nothing is completed and no time has passed"

    carried_out(incident, "T-01", leader)
    assert status(incident, "T-03") == "issued", "at once, by the reaction"
    assert status(incident, "T-04") == "draft", "its time has not come"

    with after(minutes=30):
        assert [tasks.issue_ready(), tasks.issue_ready()] == [2, 0]
        second = TaskState.objects.get(task=numbered(incident.pk, "T-02"))
        assert second.due_at - second.issued_at == timedelta(minutes=10)
    assert status(incident, "T-04") == "issued"
    assert set(StepWait.objects.values_list("state", flat=True)) == {"issued"}
    assert second.issuer == commander, "the order is that of whoever activated the plan"


def test_the_clock_finds_what_the_reaction_missed(commander, crew):
    _unit, leader = crew
    incident = make.incident()
    activate(made.published(step("T-01"), step("T-02", after=["T-01"])), incident, commander)
    from command.core import reactions

    entered = reactions.TABLE.pop("task.completed")
    try:
        carried_out(incident, "T-01", leader)
    finally:
        reactions.TABLE["task.completed"] = entered
    assert status(incident, "T-02") == "draft"
    assert tasks.issue_ready() == 1
    assert status(incident, "T-02") == "issued"


def test_a_step_that_falls_to_nobody_stays_a_draft_and_the_room_is_told(commander, crew):
    incident = make.incident()
    plan = made.published(step("T-01"), step("T-02", owner="power"))
    with whole_story(incident.room_id, views(incident)) as entries:
        activate(plan, incident, commander)
    assert entries[-1]["kind"] == "plan.steps_unassigned"
    assert entries[-1]["payload"]["steps"] == ["T-02"]
    assert status(incident, "T-02") == "draft"
    with after(days=1):
        assert tasks.issue_ready() == 0, "it waits for a hand, not for the clock"


def test_a_post_is_found_in_its_region_or_in_the_city_above(commander):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    incident = make.incident(by=commander)
    owner = {"owner_kind": "post", "owner": "duty_officer"}
    plan = made.published(step("T-01", **owner), step("T-02", region=DALAD, **owner))
    activate(plan, incident, commander)
    kept = TaskState.objects.values_list("assignee_id", flat=True)
    assert set(kept) == {post_key("duty_officer", ORDOS)}
    assert set(Receipt.objects.values_list("person", flat=True)) == {officer.pk}


def test_a_task_taken_in_hand_is_left_alone_by_the_clock(commander, crew):
    _unit, leader = crew
    incident = make.incident()
    activate(made.published(step("T-01", offset_minutes=30)), incident, commander)
    task = numbered(incident.pk, "T-01")
    issue_task(actor=commander, task_id=task.pk, assignee_kind="person", assignee_id=leader.pk)
    with after(hours=1):
        assert tasks.issue_ready() == 0
    assert StepWait.objects.get().state == "left"
    assert tasking.kinds(incident.room_id).count("task.issued") == 1


def test_an_assignee_who_is_gone_when_the_time_comes_is_reported(commander):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    incident = make.incident(by=commander)
    plan = made.published(
        step("T-01", owner_kind="post", owner="duty_officer", offset_minutes=5)
    )
    activate(plan, incident, commander)
    with transaction.atomic(), authority.acting_as(ORDOS):
        officer.is_active = False
        officer.save(update_fields=["is_active"])
    with after(minutes=6):
        assert [tasks.issue_ready(), tasks.issue_ready()] == [0, 0]
    assert tasking.kinds(incident.room_id)[-1] == "plan.steps_unassigned"
    assert StepWait.objects.get().state == "unassigned"


@pytest.mark.django_db(transaction=True)
def test_any_number_of_clocks_issue_a_step_once():
    commander = make.person(Post.COMMANDER, ORDOS)
    tasking.organisation(kind="flood_control")
    incident = make.incident()
    steps = [step(f"T-{n:02d}", offset_minutes=5) for n in range(1, 5)]
    activate(made.published(*steps), incident, commander)
    let_pass(minutes=6)
    counts = race(tasks.issue_ready, times=4)
    counts.append(tasks.issue_ready())
    assert sum(counts) == 4
    assert tasking.kinds(incident.room_id).count("task.issued") == 4


def test_asking_again_for_a_step_that_was_issued_changes_nothing(commander, crew):
    activate(made.published(), make.incident(), commander)
    assert issue_step(actor=None, step_id=ActivationStep.objects.get().pk) is False
    assert Receipt.objects.count() == 1


def test_many_steps_are_set_out_in_few_queries(commander, crew, django_assert_max_num_queries):
    incident = make.incident()
    few = made.published(*[step(f"A-{n:02d}") for n in range(2)], title="两步")
    many = made.published(
        *[step(f"B-{n:02d}", offset_minutes=0 if n < 12 else 10) for n in range(24)]
    )
    # Three for each draft (with its plan of whom), four more for each order.
    with django_assert_max_num_queries(60):
        activate(few, incident, commander)
    with django_assert_max_num_queries(210):
        activate(many, incident, commander)
    assert Task.objects.count() == 26
