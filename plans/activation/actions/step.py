"""Stepping a plan at work up or down to another response level."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.times import clock
from plans.actions.make import Order, make_tasks, order_ready
from plans.actions.notify import state_needs
from plans.actions.told import tell_unassigned
from plans.activation.actions.course import NOT_BEGUN, locked, open_steps, why, withdraw
from plans.activation.events import PlanStepped
from plans.activation.folds import COURSES, STEPPED
from plans.activation.models import ActivationState
from plans.activation.selectors.outline import outline
from plans.activation.selectors.steps import document_now
from plans.activation.selectors.words import name_of
from plans.models import ActivationStep
from plans.selectors.activations import changed


@door
def step_activation(
    *,
    actor: Person | None,
    activation_id: UUID,
    level: int,
    reason: str,
    stop: Collection[str] = (),
    keep: Collection[str] = (),
) -> ActivationState:
    """Let a plan at work go on at another level.

    A graver level adds its steps. A lesser one withdraws those of the higher level that
    nobody has taken up; of each that is being worked on the caller says whether to
    ``stop`` it or to ``keep`` it. Raises ``NotThere``, ``NotPermitted``, ``Invalid``,
    ``BadTransition``, or ``Conflict`` with the steps of which nothing is said.
    """
    state = locked(actor, activation_id, to=_("step a plan up or down"))
    words = why(reason)
    if not 1 <= level <= 4 or level == state.level:
        raise Invalid(_("Choose another level, I to IV."), field="level")
    activation, before = state.activation, state.level
    document = document_now(activation, state)
    wanted = {step.key for step in document.at_level(level)}
    wanted |= {step["key"] for step in state.added}
    there = set(
        ActivationStep.objects.filter(activation=activation).values_list("key", flat=True)
    )

    surplus = {k: each for k, each in open_steps(activation).items() if k not in wanted}
    idle = [each for each in surplus.values() if each[1].status in NOT_BEGUN]
    going = {k: each for k, each in surplus.items() if each[1].status not in NOT_BEGUN}
    if unsaid := sorted(set(going) - set(stop) - set(keep)):
        raise Conflict(
            _("These are being worked on: say of each whether it goes on (%(keys)s).")
            % {"keys": ", ".join(unsaid)},
            running=unsaid,
        )
    idle += [each for key, each in going.items() if key in stop]

    at = clock()
    gone = withdraw(actor, idle, words)
    will = outline(
        document,
        activation.version.plan.city_id,
        level,
        incident=activation.incident,
        person=actor,
        keys=wanted - there,
    )
    issued = [each.step.key for each in will.steps]
    data = {"level": level, "withdrawn": gone, "issued": issued, "reason": words}
    COURSES.add(state, STEPPED, actor=actor, occurred_at=at, data=data)
    _record(state, actor, before, len(issued), len(gone), words)
    world = at + (activation.at - activation.activated_at)
    city = activation.version.plan.city_id
    known = frozenset(need.what for need in will.needs)
    order = Order(activation, actor, activation.incident, city, world, at, known)
    made = make_tasks(order, will.steps)
    order_ready(order, made)
    state_needs(order, will.needs)
    unassigned = [each.task.task.number for each in made if each.owner is None]
    tell_unassigned(activation, unassigned, actor=actor)
    return state


def _record(
    state: ActivationState,
    actor: Person | None,
    before: int,
    issued: int,
    withdrawn: int,
    reason: str,
) -> None:
    activation = state.activation
    journal.append(
        PlanStepped(
            **name_of(activation),
            level=state.level,
            before=before,
            issued=issued,
            withdrawn=withdrawn,
            reason=reason,
        ),
        room=activation.incident.room_id,
        actor=actor,
        changed=changed(activation),
    )
