"""What people do with their order: the next step, a tick, word that they are well."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from command.core.api.fields import Strict
from command.core.errors import BadTransition, Conflict
from command.core.models import Person
from command.field import subjects
from command.field.models import FieldOperation
from command.field.moved import has_moved_on
from command.field.operations import About, Given, enter
from command.tasking.actions import advance_task, check_in_team, tick_item
from command.tasking.kinds import TICKED
from command.tasking.lifecycle import OF_BOTH, OF_THE_ASSIGNEE, Status, Verb
from command.tasking.models import REASON_LENGTH, TaskChange, TaskState
from command.tasking.selectors import RecipientCard, in_hands_of

STEPS = sorted(str(verb) for verb in (OF_THE_ASSIGNEE | OF_BOTH) - {Verb.REPORT})
# How far along the order must be for a step to have been taken already.
BEHIND = {
    Verb.ACKNOWLEDGE: {Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.COMPLETED},
    Verb.START: {Status.IN_PROGRESS, Status.COMPLETED},
    Verb.COMPLETE: {Status.COMPLETED},
}


class StepPayload(Strict):
    """One step of one's order; ``reason`` where the step needs one."""

    task_id = serializers.UUIDField()
    verb = serializers.ChoiceField(choices=STEPS)
    reason = serializers.CharField(
        max_length=REASON_LENGTH, allow_blank=True, required=False, default=""
    )


class TickPayload(Strict):
    """One item of the checklist, ticked or not."""

    task_id = serializers.UUIDField()
    item = serializers.CharField(max_length=40)
    done = serializers.BooleanField(default=True)


class CheckInPayload(Strict):
    """The people of an order are well."""

    task_id = serializers.UUIDField()


def step(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Take the step, unless it was taken already."""
    state = TaskState.objects.filter(pk=given["task_id"]).first()
    if state is not None and _taken(state, person, Verb(given["verb"])):
        return {"already": True}
    done = advance_task(
        actor=person,
        task_id=given["task_id"],
        verb=given["verb"],
        reason=given["reason"],
        # Never before what it answers, whatever the phone's clock says.
        occurred_at=max(operation.occurred_at, state.at) if state else None,
    )
    return {"state": str(done.status)}


def tick(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Tick, or take the tick away, unless the same person said otherwise since."""
    if _said_since(person, operation, given["item"]):
        return {"already": True}
    tick_item(actor=person, occurred_at=operation.occurred_at, **given)
    return {}


def check_in(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Say that they are well; when nobody waits to hear of them, that is no refusal."""
    try:
        check_in_team(actor=person, occurred_at=operation.occurred_at, **given)
    except BadTransition:
        raise
    except Conflict:
        return {"already": True}
    return {}


def step_is_stale(person: Person, operation: FieldOperation, given: Given, about: About) -> str:
    """Return why a step disagrees: the order is no longer what the phone showed."""
    state = TaskState.objects.get(pk=given["task_id"])
    if _taken(state, person, Verb(given["verb"])):
        return ""
    if not has_moved_on(person, about.thing, operation.base_version, about.version):
        return ""
    return _("The order has changed since the phone showed it.")


def tick_is_stale(person: Person, operation: FieldOperation, given: Given, about: About) -> str:
    """Return why a tick disagrees: somebody said otherwise later."""
    said: Any = TaskChange.objects.filter(
        task=given["task_id"], kind=TICKED, data__item=given["item"]
    )
    last = said.order_by("-occurred_at", "-step").first()
    if last is None or last.data["done"] == given["done"] or last.actor_id == person.pk:
        return ""
    if last.occurred_at <= operation.occurred_at:
        return ""
    return _("%(name)s said otherwise later.") % {"name": last.data["by"]}


def _said_since(person: Person, operation: FieldOperation, item: str) -> bool:
    """Return whether a later act of the person about the same item arrived earlier."""
    later = Q(occurred_at__gt=operation.occurred_at)
    later |= Q(device=operation.device, sequence__gt=operation.sequence)
    mine = FieldOperation.objects.filter(
        later,
        person=person,
        kind="tick",
        thing=f"task.{operation.payload['task_id']}",
        payload__item=item,
        outcome=FieldOperation.Outcome.APPLIED,
    )
    return mine.exclude(pk=operation.pk).exists()


def _taken(state: TaskState, person: Person, verb: Verb) -> bool:
    """Return whether the step stands already, by whomever; of several people, their own."""
    if verb not in BEHIND:
        return False
    own = in_hands_of(person, [state.pk]).get(state.pk)
    if own is not None and state.status in {Status.ACKNOWLEDGED, Status.IN_PROGRESS}:
        return bool(_mark(own, verb))
    return state.status in BEHIND[verb]


def _mark(own: RecipientCard, verb: Verb) -> str | None:
    marks = {
        Verb.ACKNOWLEDGE: own.accepted_at,
        Verb.START: own.on_scene_at,
        Verb.COMPLETE: own.done_at,
    }
    return marks[verb]


def _step_says(given: Given) -> str:
    said = str(Verb(given["verb"]).label)
    return f"{said}: {given['reason']}" if given.get("reason") else said


def _tick_says(given: Given) -> str:
    if given.get("done", True):
        return _("Tick “%(item)s”") % {"item": given["item"]}
    return _("Take the tick off “%(item)s”") % {"item": given["item"]}


enter(
    "step",
    StepPayload,
    step,
    label=gettext_lazy("Step of an order"),
    says=_step_says,
    about=subjects.task,
    stale=step_is_stale,
)
enter(
    "tick",
    TickPayload,
    tick,
    label=gettext_lazy("Checklist"),
    says=_tick_says,
    about=subjects.task,
    stale=tick_is_stale,
)
enter(
    "check_in",
    CheckInPayload,
    check_in,
    label=gettext_lazy("Check-in"),
    about=subjects.task,
)
