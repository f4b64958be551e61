"""Changing a plan while it works."""

from datetime import timedelta

import pytest

from command.core.errors import Invalid
from command.core.models import Entry
from command.tasking.models import TaskState
from command.tasking.selectors import numbered
from plans.activation.actions import amend_activation
from plans.activation.models import ActivationState
from tests.plans import made
from tests.plans.activation.world import started, world
from tests.plans.made import step
from tests.support.later import later

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    steps = made.document(step("T-01", due_minutes=60), step("T-02", after=["T-01"]))["steps"]
    return world(steps=steps, notices=[])


def task(scene, number="T-01"):
    return TaskState.objects.get(task=numbered(scene.incident.pk, number))


def amend(scene, activation, **given):
    return amend_activation(
        actor=scene.commander, activation_id=activation.pk, reason="风大", **given
    )


def test_a_running_order_gets_its_new_deadline_and_its_people_are_told(scene):
    activation = started(scene)
    before = task(scene)

    amend(scene, activation, what="due", key="T-01", minutes=90)

    after = task(scene)
    assert after.due_at == before.issued_at + timedelta(minutes=90)
    kinds = Entry.objects.filter(room=scene.incident.room_id).values_list("kind", flat=True)
    assert {"task.deadline_changed", "plan.amended"} <= set(kinds)
    assert scene.plan.versions.get().document["steps"][0]["due_minutes"] == 60


def test_a_deadline_that_has_passed_changes_nothing(scene):
    activation = started(scene)
    before = task(scene).due_at
    with later(minutes=30), pytest.raises(Invalid):
        amend(scene, activation, what="due", key="T-01", minutes=20)
    assert task(scene).due_at == before
    assert ActivationState.objects.get().amended == {}


def test_a_step_is_left_out_with_a_reason_and_what_waits_for_it_goes_on(scene):
    activation = started(scene)
    amend(scene, activation, what="skip", key="T-01")
    assert task(scene).status == "cancelled"
    with pytest.raises(Invalid):
        amend(scene, activation, what="skip", key="T-01")
