"""Who may order, who may carry out, who may judge a task."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core.errors import Conflict, NotPermitted
from command.core.models import Person
from command.core.policies import (
    DESK,
    Post,
    duties_of,
    holds,
    may_follow,
    not_permitted,
    require_sight,
)
from command.tasking.lifecycle import OF_BOTH, OF_THE_ASSIGNEE, Verb
from command.tasking.models import TaskState
from command.tasking.selectors.people import Assignee, is_assignee
from incidents.models import Incident

THEIR_SIDE = gettext_lazy(
    "Only those it is given to, or %(posts)s on their side, may do this: %(act)s."
)


def commands(person: Person, incident: Incident) -> bool:
    """Return whether ``person`` works at a desk that commands the incident."""
    return holds(person, DESK, region=incident.region_id, room=incident.room_id) or holds(
        person, DESK, region=incident.state.lead_authority
    )


def require_order(actor: Person | None, incident: Incident, *, region: str, to: str) -> None:
    """Raise unless ``actor`` may give orders in the incident to somebody in ``region``.

    The desks that command the incident may order anybody; a desk with which the
    incident is shared only what is its own.
    """
    if may_order(actor, incident, region):
        return
    if actor is not None:
        require_sight(actor, incident.room_id)
        raise _refused(actor, to, region)


def may_order(actor: Person | None, incident: Incident, region: str) -> bool:
    """Return whether ``actor`` may give orders in the incident to somebody in ``region``."""
    if actor is None or commands(actor, incident):
        return True
    return holds(actor, DESK, region=region) and may_follow(actor, incident.room_id)


def same_world(assignee: Assignee, incident: Incident) -> bool:
    """Return whether both belong to the same exercise, or both to reality.

    Real people and organisations take part in exercises; real teams do not.
    """
    if assignee.exercise == incident.exercise_id:
        return True
    return assignee.exercise is None and assignee.kind != TaskState.AssigneeKind.TEAM


def require_same_world(assignee: Assignee, incident: Incident) -> None:
    """Raise ``Conflict`` when one belongs to an exercise and the other does not."""
    if not same_world(assignee, incident):
        raise Conflict(_("An exercise uses its own forces, and reality its own."))


def require_step(actor: Person | None, state: TaskState, verb: Verb) -> None:
    """Raise unless ``actor`` is on the side of the task that may say ``verb``.

    Raises ``NotThere`` for somebody who may not even see the task.
    """
    if actor is None:
        return
    carries = verb in OF_THE_ASSIGNEE | OF_BOTH and _carries_out(actor, state)
    orders = verb not in OF_THE_ASSIGNEE and _orders(actor, state)
    if carries or orders:
        return
    if not is_assignee(actor, state):
        require_sight(actor, state.task.incident.room_id)
    raise _refused(actor, verb.label, state.assignee_region)


def require_part(actor: Person | None, state: TaskState, *, to: str) -> None:
    """Raise unless ``actor`` carries the task out, or speaks for whoever does.

    Raises ``NotThere`` for somebody who may not even see the task.
    """
    if actor is None or _carries_out(actor, state):
        return
    require_sight(actor, state.task.incident.room_id)
    raise _refused(actor, to, state.assignee_region)


def require_orders(actor: Person | None, state: TaskState, *, to: str) -> None:
    """Raise unless ``actor`` speaks for whoever gave the order.

    Raises ``NotThere`` for somebody who may not even see the task.
    """
    if actor is None or _orders(actor, state):
        return
    if not is_assignee(actor, state):
        require_sight(actor, state.task.incident.room_id)
    raise _refused(actor, to, state.issuer_authority)


def require_either(actor: Person | None, state: TaskState, *, to: str | Promise) -> None:
    """Raise unless ``actor`` is on the side that ordered the task or on that which does it.

    Raises ``NotThere`` for somebody who may not even see the task.
    """
    if actor is None or _carries_out(actor, state) or _orders(actor, state):
        return
    require_sight(actor, state.task.incident.room_id)
    raise _refused(actor, to, state.assignee_region)


def speaks_for_all(actor: Person, state: TaskState) -> bool:
    """Return whether the actor leads the team that the task is given to."""
    of_team = state.assignee_kind == TaskState.AssigneeKind.TEAM
    return of_team and holds(actor, {Post.TEAM_LEADER}, region=state.assignee_region)


def may_see(person: Person, state: TaskState) -> bool:
    """Return whether ``person`` may see the task."""
    return is_assignee(person, state) or may_follow(person, state.task.incident.room_id)


def _carries_out(actor: Person, state: TaskState) -> bool:
    """Return whether the task is the actor's, or that of people whose desk they hold."""
    return is_assignee(actor, state) or holds(actor, DESK, region=state.assignee_region)


def _orders(actor: Person, state: TaskState) -> bool:
    """Return whether the actor speaks for whoever gave the order."""
    if commands(actor, state.task.incident):
        return True
    if holds(actor, DESK, region=state.issuer_authority):
        return True
    own = actor.pk == state.issuer_id
    return own and duties_of(actor).filter(post__in=DESK).exists()


def _refused(actor: Person, act: str | Promise, region: str) -> NotPermitted:
    return not_permitted(DESK, to=act, says=THEIR_SIDE, region=region)
