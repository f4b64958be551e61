"""When an incident has ended nobody is chased, asked or ordered for it any more."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.errors import BadTransition, Conflict
from command.core.models import Entry
from command.tasking import selectors, tasks
from command.tasking.actions import advance_task, climb_rungs, issue_task, tell_overdue
from command.tasking.models import Receipt, TaskState
from incidents.actions import move_incident, offer_command
from incidents.lifecycle import Verb
from incidents.selectors import command_offers_awaiting
from plans import tasks as plan_tasks
from plans.actions import activate_plan, issue_step
from plans.models import ActivationStep, StepWait
from resources.actions import answer_request, offer_resource
from resources.models import RequestReply
from resources.selectors import offers_awaiting, open_requests, requests_awaiting
from tests import make
from tests.make import BAOTOU, ORDOS, REGION, Post
from tests.plans import made as plans
from tests.support.later import later, let_pass
from tests.tasking import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


def end(incident, by):
    for verb in (Verb.HANDLE, Verb.CONTAIN, Verb.CLOSE):
        move_incident(actor=by, incident_id=incident.pk, verb=verb, reason="完毕")


def much_later():
    return later(hours=3)


def test_open_tasks_stay_as_they_are_and_are_neither_chased_nor_late(commander):
    incident = make.incident()
    state = made.issued(incident, by=commander, due_at=now() + timedelta(minutes=30))
    end(incident, commander)
    entries = Entry.objects.count()

    let_pass(hours=3)
    assert tasks.chase_due() == 0
    assert climb_rungs(actor=None, task_id=state.task_id) == 0
    assert tell_overdue(actor=None, task_id=state.task_id) == 0
    assert selectors.overdue(commander) == []
    assert selectors.counts_by_incident([incident.pk])[incident.pk].overdue == 0
    assert Entry.objects.count() == entries
    assert TaskState.objects.get(pk=state.pk).status == "issued"


def test_what_runs_on_elsewhere_is_chased_as_before(commander):
    over, going_on = make.incident(), make.incident(title="另一险情")
    made.issued(over, by=commander)
    late = made.issued(going_on, by=commander)
    end(over, commander)

    let_pass(seconds=31)
    assert [state.task_id for state in selectors.to_chase()] == [late.task_id]
    assert tasks.chase_due() == 1


def test_nobody_is_ordered_any_more(commander):
    incident = make.incident()
    leader = make.person(Post.TEAM_LEADER, ORDOS)
    draft = made.task(incident, by=commander)
    halted = made.brought_to("suspended", by=commander, to=leader, incident=incident)
    end(incident, commander)
    receipts = Receipt.objects.count()

    with pytest.raises(BadTransition):
        issue_task(
            actor=commander, task_id=draft.pk, assignee_kind="person", assignee_id=leader.pk
        )
    with pytest.raises(BadTransition):
        advance_task(actor=commander, task_id=halted.task_id, verb="resume")
    assert Receipt.objects.count() == receipts
    # What was in hand may still be brought to its end.
    advance_task(actor=commander, task_id=halted.task_id, verb="cancel", reason="已结束")


def test_the_waiting_steps_of_a_plan_are_never_issued(commander):
    made.organisation(kind="flood_control")
    incident = make.incident()
    plan = plans.published(plans.step("A-01"), plans.step("A-02", offset_minutes=10))
    activate_plan(actor=commander, plan_id=plan.pk, incident_id=incident.pk)
    end(incident, commander)

    with much_later():
        assert plan_tasks.issue_ready() == 0
        step = ActivationStep.objects.get(key="A-02")
        assert not issue_step(actor=None, step_id=step.pk)
    assert StepWait.objects.get(step=step).state == "waiting"


def test_what_waited_for_others_waits_no_longer(commander):
    incident = make.incident()
    request = make.request(incident, asked=[BAOTOU])
    baotou = make.person(Post.RESOURCE_OFFICER, BAOTOU)
    offer_resource(
        actor=baotou, incident_id=incident.pk, what="FLOOD", quantity=1, unit="", remark=""
    )
    taker = make.person(Post.COMMANDER, REGION)
    offer_command(actor=commander, incident_id=incident.pk, to=REGION, reason="决口")
    waiting = (
        lambda: requests_awaiting(baotou),
        lambda: open_requests(baotou),
        lambda: offers_awaiting(commander),
        lambda: command_offers_awaiting(taker),
    )
    assert all(ask() for ask in waiting)
    end(incident, commander)

    assert not any(ask() for ask in waiting)
    with pytest.raises(Conflict):
        answer_request(
            actor=baotou, request_id=request.pk, city=BAOTOU, answer="accept", quantity=1
        )
    assert not RequestReply.objects.exists()
