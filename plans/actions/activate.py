"""Setting a plan to work on an incident."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Conflict
from command.core.models import Person
from command.tasking.rights import commands, require_order
from incidents import selectors as incidents
from incidents.rights import require_open
from plans.actions.make import Order, make_tasks, order_ready
from plans.actions.told import tell_unassigned
from plans.document import document_of
from plans.events import PlanActivated
from plans.models import Activation, PlanVersion
from plans.selectors.activations import changed
from plans.selectors.plans import locked


@door
def activate_plan(
    *,
    actor: Person | None,
    plan_id: UUID,
    incident_id: UUID,
    occurred_at: datetime | None = None,
) -> Activation:
    """Make the tasks of the plan in force, issue those whose time is now, all or nothing.

    A step for which nobody is found stays a draft and the incident's room is told.
    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Conflict``.
    """
    plan = locked(plan_id)
    state = incidents.locked(incident_id, actor=actor)
    incident = state.incident
    require_order(actor, incident, region=plan.city_id, to=_("activate a plan"))
    require_open(state)
    if plan.exercise_id not in {None, incident.exercise_id}:
        raise Conflict(gettext_lazy("What belongs to an exercise stays in that exercise."))
    version = plan.versions.filter(state=PlanVersion.State.PUBLISHED).first()
    if version is None:
        raise BadTransition(gettext_lazy("The plan is not in force."), allowed=["publish"])
    if Activation.objects.filter(incident=incident, version__plan=plan).exists():
        raise Conflict(gettext_lazy("The plan is at work on this incident already."))

    at = now()
    activation = Activation(
        version=version,
        incident=incident,
        by=actor,
        at=occurred_at or at,
        activated_at=at,
    )
    activation.save(force_insert=True)
    document = document_of(version)
    steps = list(document.steps)
    _record(activation, actor, len(steps))
    own = actor is None or commands(actor, incident)
    order = Order(activation, actor, incident, plan.city_id, document, commands=own)
    made = make_tasks(order, steps)
    order_ready(order, made)
    unassigned = [each.task.task.number for each in made if each.owner is None]
    tell_unassigned(activation, unassigned, actor=actor)
    return activation


def _record(activation: Activation, actor: Person | None, tasks: int) -> None:
    plan = activation.version.plan
    journal.append(
        PlanActivated(
            plan_id=str(plan.pk),
            title=plan.title,
            title_en=plan.title_en,
            city=plan.city_id,
            version=activation.version.number,
            activation_id=str(activation.pk),
            incident_id=str(activation.incident_id),
            tasks=tasks,
        ),
        room=activation.incident.room_id,
        actor=actor,
        changed=changed(activation),
        occurred_at=activation.at,
    )
