"""A plan is activated: by whom, once, and with what."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, journal
from command.core.errors import BadTransition, Conflict, NotPermitted, NotThere
from command.core.models import Exercise, Room
from command.core.rooms import exercise_room
from command.tasking.models import Receipt, Task, TaskState
from command.tasking.selectors import numbered
from incidents.actions import move_incident, share_incident
from plans import tasks
from plans.actions import publish_plan, revise_plan
from plans.models import Activation, ActivationStep
from tests import make
from tests.make import BAOTOU, ORDOS, REGION, Post
from tests.plans import made
from tests.plans.activating import activate, after, status, views
from tests.plans.made import step
from tests.support.race import race
from tests.support.story import whole_story
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


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
