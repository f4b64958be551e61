"""What starting a plan sets going besides its tasks: notices, and needs of forces."""

from collections.abc import Collection, Iterable

from celery import current_app
from django.db import transaction
from django.utils.translation import gettext as _

from command.core.times import clock
from plans.actions.make import Order
from plans.activation.folds import NOTICES
from plans.activation.models import PlanNotice
from plans.activation.selectors.needs import Lack
from plans.activation.selectors.outline import Outline
from plans.activation.selectors.people import PERSON
from plans.models import Activation
from plans.selectors.activations import lasting
from resources.actions import state_needs as state_all
from resources.actions.needs_at_once import Wanted

DELIVER = "plans.tasks.deliver_notices"
REMARK = 300


def make_notices(activation: Activation, will: Outline, unticked: Collection[str] = ()) -> int:
    """Queue the notices of the plan; return how many. Two queries. For doors."""
    at = clock()
    made = []
    for each in will.notices:
        if each.notice.key in unticked:
            continue
        due = at + lasting(activation, each.notice.offset_minutes)
        for to in each.to:
            field = "person_id" if to.kind == PERSON else "contact_id"
            made.append(
                PlanNotice(
                    activation=activation,
                    key=each.notice.key,
                    due_at=due,
                    queued_at=at,
                    **{field: to.id},
                )
            )
    for notice in made:
        notice.claim()
    PlanNotice.objects.bulk_create(made)
    NOTICES.begin_many(made, [None] * len(made))
    if made:
        # Promptness only: what is queued in the database is found by the beat as well.
        transaction.on_commit(knock, robust=True)
    return len(made)


def knock() -> None:
    """Ask a worker to deliver now; after commit, and never waiting for the broker."""
    current_app.send_task(DELIVER, retry=False, ignore_result=True)


def state_needs(order: Order, needs: Iterable[Lack]) -> int:
    """State what the steps take, and ask the neighbours the plan counts on. For doors.

    Without the right to ask, whoever activates leaves both to the desk of the incident.
    """
    title = order.activation.version.plan.title
    wanted = []
    for need in needs:
        within = lasting(order.activation, need.within_minutes)
        remark = _("From the plan “%(title)s”, step %(step)s") % {
            "title": title,
            "step": need.step or "-",
        }
        wanted.append(
            Wanted(
                what=need.what,
                quantity=need.quantity,
                capabilities=need.capabilities,
                needed_by=order.at + within if within else None,
                remark=remark[:REMARK],
                asked=need.asked,
            )
        )
    stated = state_all(
        actor=order.actor,
        incident_id=order.incident.pk,
        wanted=wanted,
        place=order.incident.place or order.incident.title,
        occurred_at=order.at,
    )
    return len(stated)
