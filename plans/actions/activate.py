"""Setting a plan to work on an incident."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from command.core.times import clock
from command.tasking.rights import require_order
from incidents import selectors as incidents
from incidents.rights import require_open
from plans.actions.make import Order, make_tasks, order_ready
from plans.actions.notify import make_notices, state_needs
from plans.actions.told import tell_unassigned
from plans.activation.folds import COURSES, STARTED
from plans.activation.models import StartRequest
from plans.activation.selectors.cards import start_changed
from plans.activation.selectors.outline import Outline, differences, outline
from plans.activation.selectors.signing import level_asked, require_signed
from plans.activation.selectors.versions import in_force
from plans.document import document_of
from plans.events import PlanActivated
from plans.models import Activation
from plans.selectors.activations import changed
from plans.selectors.plans import existing


@door
def activate_plan(
    *,
    actor: Person | None,
    plan_id: UUID,
    incident_id: UUID,
    level: int = 0,
    unticked: Collection[str] = (),
    seen: Mapping[str, str] | None = None,
    request: StartRequest | None = None,
    occurred_at: datetime | None = None,
) -> Activation:
    """Make the tasks and notices of the plan in force, issue what is due, all or nothing.

    ``level`` is the response level, 0 for all steps; ``unticked`` are keys of notices that
    are left out; ``seen`` the digests of the preview: when what would be done is not what
    was seen, nothing is done. ``request`` is the signed request where the level takes
    signatures. A step for which nobody is found stays a draft and the room is told.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition`` or ``Conflict``.
    """
    # The incident is the lock: starts of one plan on many incidents do not wait in line.
    plan = existing(plan_id)
    state = incidents.locked(incident_id, actor=actor)
    incident = state.incident
    require_order(actor, incident, region=plan.city_id, to=_("activate a plan"))
    require_open(state)
    if plan.exercise_id not in {None, incident.exercise_id}:
        raise Conflict(gettext_lazy("What belongs to an exercise stays in that exercise."))
    version = in_force(plan)
    if Activation.objects.filter(incident=incident, version__plan=plan).exists():
        raise Conflict(gettext_lazy("The plan is at work on this incident already."))
    document = document_of(version)
    level = level_asked(document, level)
    require_signed(actor, plan, state, level, request)
    will = outline(document, plan.city_id, level, incident=incident, person=actor)
    require_as_seen(will, seen)

    at = clock()
    activation = Activation(
        version=version,
        incident=incident,
        by=actor,
        at=occurred_at or at,
        activated_at=at,
    )
    activation.save(force_insert=True)
    course = COURSES.begin(activation)
    data = {
        "level": level,
        "unticked": sorted(unticked),
        "request": str(request.pk) if request else "",
    }
    COURSES.add(course, STARTED, actor=actor, occurred_at=activation.at, data=data)
    notices = make_notices(activation, will, unticked)
    _record(activation, actor, will, notices, request)
    known = frozenset(need.what for need in will.needs)
    order = Order(activation, actor, incident, plan.city_id, activation.at, at, known)
    made = make_tasks(order, will.steps)
    order_ready(order, made)
    state_needs(order, will.needs)
    unassigned = [each.task.task.number for each in made if each.owner is None]
    tell_unassigned(activation, unassigned, actor=actor)
    return activation


def require_as_seen(will: Outline, seen: Mapping[str, str] | None) -> None:
    """Raise ``Conflict`` when what would be done is not what was seen, with what differs."""
    if seen is None:
        return
    if different := differences(seen, will.digests):
        raise Conflict(
            _("The situation has changed since the preview: look again (%(parts)s).")
            % {"parts": ", ".join(different[:8])},
            changed=different,
        )


def _record(
    activation: Activation,
    actor: Person | None,
    will: Outline,
    notices: int,
    request: StartRequest | None,
) -> None:
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
            tasks=len(will.steps),
            notices=notices,
            level=will.level,
        ),
        room=activation.incident.room_id,
        actor=actor,
        changed=changed(activation) | (start_changed(request.pk) if request else {}),
        occurred_at=activation.at,
    )
