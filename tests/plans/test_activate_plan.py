"""Setting a plan to work: the tasks it makes, and the steps that wait."""

from dataclasses import asdict
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, journal
from command.core.errors import BadTransition, Conflict, NotPermitted, NotThere
from command.core.models import Exercise, Room
from command.core.rooms import exercise_room
from command.tasking.actions import advance_task, issue_task
from command.tasking.models import Receipt, Task, TaskState
from command.tasking.selectors import numbered
from command.tasking.selectors.posts import post_key
from incidents.actions import move_incident, share_incident
from plans import selectors, tasks
from plans.actions import activate_plan, issue_step, publish_plan, revise_plan
from plans.models import Activation, ActivationStep, StepWait
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, REGION, Post
from tests.plans import made
from tests.plans.made import step
from tests.support.race import race
from tests.support.story import whole_story
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def crew(db):
    """Enter the flood-control headquarters of Ordos, with one leader on duty."""
    unit, [leader] = tasking.organisation(kind="flood_control")
    return unit, leader


def views(incident):
    """Return the function that fetches tasks and activations afresh."""
    tasks_of = tasking.cards(incident)

    def fetch():
        active = selectors.activations_of(incident.pk)
        return {**tasks_of(), **{f"activation.{card.id}": asdict(card) for card in active}}

    return fetch


def activate(plan, incident, by, **given):
    return activate_plan(actor=by, plan_id=plan.pk, incident_id=incident.pk, **given)


def status(incident, number):
    return TaskState.objects.get(task=numbered(incident.pk, number)).status


def after(**delta):
    return time_machine.travel(now() + timedelta(**delta), tick=False)


def carried_out(incident, number, leader):
    task = numbered(incident.pk, number)
    for verb in ("acknowledge", "start", "complete"):
        advance_task(actor=leader, task_id=task.pk, verb=verb)


def test_the_plan_becomes_tasks_and_those_of_now_are_issued(commander, crew):
    unit, leader = crew
    incident = make.incident()
    plan = made.published(
        step("T-01", due_minutes=60),
        step("T-02", offset_minutes=30),
        step("T-03", after=["T-01"]),
        step("kitchen"),
    )

    with whole_story(incident.room_id, views(incident)) as entries:
        activation = activate(plan, incident, commander)

    assert [entry["kind"] for entry in entries] == [
        "plan.activated",
        "task.created", "task.created", "task.created", "task.created",
        "task.issued", "task.issued",
    ]  # fmt: skip
    assert entries[0]["says"]["en"] == "“Ice-Flood Plan” of Ordos was activated: 4 tasks"
    numbers = dict(Task.objects.values_list("plan_step", "number"))
    assert numbers == {"T-01": "T-01", "T-02": "T-02", "T-03": "T-03", "kitchen": "T-04"}
    assert [status(incident, f"T-{n:02d}") for n in (1, 2, 3, 4)] == [
        "issued",
        "draft",
        "draft",
        "issued",
    ]
    first = TaskState.objects.get(task=numbered(incident.pk, "T-01"))
    assert (first.assignee_id, first.issuer) == (unit.pk, commander)
    assert first.due_at == activation.at + timedelta(minutes=60)
    assert set(Receipt.objects.values_list("person", flat=True)) == {leader.pk}
    assert (activation.by, activation.version.number) == (commander, 1)


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


def test_an_activation_stays_with_its_version(commander, crew):
    incident = make.incident()
    plan = made.published(step("T-01"), step("T-02", offset_minutes=5))
    activation = activate(plan, incident, commander)
    revise_plan(actor=commander, plan_id=plan.pk, document=made.document(step("Z-01")))
    made.reviewed(plan)
    publish_plan(actor=commander, plan_id=plan.pk)
    with after(minutes=6):
        assert tasks.issue_ready() == 1
    activation.refresh_from_db()
    assert activation.version.number == 1


def test_in_a_sped_up_exercise_the_plan_is_sped_up(commander, crew):
    with transaction.atomic(), authority.acting_as(ORDOS):
        play = Exercise.objects.create(
            origin=ORDOS, scenario="S1", speed=60, started_at=now(), room=""
        )
        journal.open_room(exercise_room(play.pk), Room.Kind.EXERCISE, REGION)
    with authority.in_exercise(play.pk):
        incident = make.incident(by=commander)
    activate(made.published(step("T-01", offset_minutes=60)), incident, commander)
    wait = ActivationStep.objects.get()
    assert wait.ready_at - wait.activation.activated_at == timedelta(minutes=1)
    assert wait.exercise_id == play.pk


def nothing_made():
    return not (Activation.objects.exists() or Task.objects.exists())


@pytest.mark.parametrize("post", [Post.PLANNER, Post.TEAM_LEADER, Post.RESOURCE_OFFICER])
def test_other_posts_may_not_and_nothing_changes(post):
    with pytest.raises(NotPermitted):
        activate(made.published(), make.incident(), make.person(post, ORDOS))
    assert nothing_made()


def test_who_does_not_see_the_incident_finds_none():
    with pytest.raises(NotThere):
        activate(made.published(), make.incident(), make.person(Post.COMMANDER, BAOTOU))
    assert nothing_made()


def test_a_city_with_which_it_is_shared_activates_its_own_plan_for_its_own_people(
    commander, crew
):
    incident = make.incident(by=commander)
    share_incident(
        actor=commander, incident_id=incident.pk, grantees=[BAOTOU], reason="x", until=None
    )
    guest = make.person(Post.COMMANDER, BAOTOU)
    unit, _people = tasking.organisation(BAOTOU, "flood_control")
    with pytest.raises(NotPermitted):
        activate(made.published(), incident, guest)
    assert nothing_made()

    own = made.published(step("T-01"), step("T-02", region=ORDOS), city=BAOTOU)
    activate(own, incident, guest)
    assert status(incident, "T-01") == "issued"
    assert TaskState.objects.get(task=numbered(incident.pk, "T-01")).assignee_id == unit.pk
    assert TaskState.objects.get(task=numbered(incident.pk, "T-02")).assignee_id is None


def test_a_draft_is_not_activated_nor_anything_in_an_ended_incident(commander):
    incident = make.incident(by=commander)
    with pytest.raises(BadTransition):
        activate(made.draft(), incident, commander)
    move_incident(actor=commander, incident_id=incident.pk, verb="void", reason="a mistake")
    with pytest.raises(BadTransition):
        activate(made.published(title="b"), incident, commander)
    assert nothing_made()


def test_a_plan_works_once_on_an_incident(commander, crew):
    incident, plan = make.incident(), made.published()
    activate(plan, incident, commander)
    with pytest.raises(Conflict):
        activate(plan, incident, commander)
    assert (Activation.objects.count(), Task.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_activate_at_once_one_does():
    commander = make.person(Post.COMMANDER, ORDOS)
    tasking.organisation(kind="flood_control")
    incident, plan = make.incident(), made.published(step("T-01"), step("T-02"))
    outcomes = race(lambda: activate(plan, incident, commander), times=4)
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 3
    assert Task.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_any_number_of_clocks_issue_a_step_once():
    commander = make.person(Post.COMMANDER, ORDOS)
    tasking.organisation(kind="flood_control")
    incident = make.incident()
    steps = [step(f"T-{n:02d}", offset_minutes=5) for n in range(1, 5)]
    activate(made.published(*steps), incident, commander)
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
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
