"""The ice plan of the demo at level I: 28 tasks and 312 notices, in one transaction."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from command.core import authority
from command.core.actions import load_demo_people
from command.core.models import Person
from command.tasking.models import Task
from plans import demo as library
from plans.actions import draft_plan, publish_plan
from plans.activation import demo
from plans.activation.actions import ask_start, deliver_notices, sign_activation
from plans.activation.models import NoticeState, PlanNotice
from plans.activation.selectors.preview import preview
from plans.models import Activation
from tests import make
from tests.make import ORDOS

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(db):
    """Enter the demo's people and contacts, and its ice plan."""
    call_command("load_codelists", verbosity=0)
    load_demo_people(actor=None)
    demo.load()
    [told] = [p for p in library.shipped() if p["city"] == ORDOS and "凌汛" in p["title"]]
    with transaction.atomic(), authority.acting_as(ORDOS):
        drafted = draft_plan(actor=None, **told)
        publish_plan(actor=None, plan_id=drafted.pk)
    return drafted


def test_the_ice_plan_gives_28_tasks_and_312_notices_with_the_last_signature(plan):
    person = {p.username: p for p in Person.objects.filter(username__startswith=ORDOS)}
    commander, deputy = person["150600.commander"], person["150600.deputy"]
    incident = make.incident(by=person["150600.dalad-duty"])
    seen = preview(plan.pk, incident.pk, 1, commander)
    assert (len(seen.will.steps), seen.total) == (28, 312)
    assert [p.step.key for p in seen.will.unassigned] == []

    request = ask_start(
        actor=commander,
        plan_id=plan.pk,
        incident_id=incident.pk,
        level=1,
        seen=seen.will.digests,
    )
    with CaptureQueriesContext(connection) as queries:
        sign_activation(actor=deputy, request_id=request.pk, verdict="sign")
    assert (Task.objects.count(), PlanNotice.objects.count()) == (28, 312)
    assert len(queries) < 215

    assert deliver_notices(actor=None) == 312
    delivered = NoticeState.objects.filter(stage="delivered").count()
    assert delivered == PlanNotice.objects.filter(person__isnull=False).count() == 30
    work = Activation.objects.get()
    assert {s.wait.state for s in work.steps.select_related("wait")} == {"issued", "waiting"}
