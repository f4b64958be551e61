"""Plans at work."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.db.models.functions import Now

from command.core.models import Person
from command.tasking.lifecycle import DONE
from incidents.lifecycle import ENDED, played_out
from incidents.selectors import seen
from plans.activation.models import ActivationState
from plans.activation.selectors.conditions import all_hold, situation_of
from plans.activation.selectors.receipts import Stages, reached
from plans.activation.selectors.steps import state_of, steps_of
from plans.models import Activation, ActivationStep, StepWait

MOST = 5000  # waiting steps looked at in one beat


@dataclass(frozen=True, slots=True)
class ActivationCard:
    """The public view of a plan at work on an incident."""

    id: str
    incident: str
    plan: str
    title: str
    title_en: str
    city: str
    version: int
    steps: int
    level: int
    status: str
    notices: dict[str, int]
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, activation: Activation, notices: Stages | None = None) -> Self:
        """Build the card; one query for where it stands, and one for its notices."""
        version, state = activation.version, state_of(activation)
        return cls(
            id=str(activation.pk),
            incident=str(activation.incident_id),
            plan=str(version.plan_id),
            title=version.plan.title,
            title_en=version.plan.title_en,
            city=version.plan.city_id,
            version=version.number,
            steps=_steps(version.document, state),
            level=state.level,
            status=state.status,
            notices=reached([activation.pk])[activation.pk] if notices is None else notices,
            at=activation.at.isoformat(),
            exercise=activation.exercise_id is not None,
            origin=activation.origin,
        )


def activations_of(incident_id: UUID) -> list[ActivationCard]:
    """Return the plans at work on an incident, newest first. Two queries.

    For those who have been let into the incident's room.
    """
    rows = list(
        Activation.objects.filter(incident=incident_id).select_related("version__plan", "state")
    )
    notices = reached([row.pk for row in rows])
    return [ActivationCard.of(row, notices[row.pk]) for row in rows]


def activations_seen(incident_id: UUID, person: Person) -> list[ActivationCard]:
    """Return the plans at work on an incident that ``person`` may see.

    Raises ``NotThere`` when the incident is hidden or missing.
    """
    return activations_of(seen(incident_id, person).pk)


def changed(activation: Activation) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches ``activation``."""
    return {f"activation.{activation.pk}": asdict(ActivationCard.of(activation))}


def lasting(activation: Activation, minutes: int) -> timedelta:
    """Return how long ``minutes`` of the plan last here: less in a sped-up exercise."""
    speed = activation.exercise.speed if activation.exercise else 1.0
    return timedelta(minutes=minutes / speed)


def ready_steps(at: datetime, *, limit: int = 200) -> list[UUID]:
    """Return the waiting steps whose time and turn have come, longest waiting first.

    Whether that is still so is judged one by one, at the door. Few queries, and one or
    more for each plan at work whose steps wait for a condition.
    """
    due = StepWait.objects.filter(state=StepWait.State.WAITING, ready_at__lte=at)
    # The steps of an incident that has ended are never issued.
    due = due.exclude(step__activation__incident__state__status__in=ENDED)
    due = due.exclude(**played_out("step__activation__"))
    waiting = [wait.step for wait in due.select_related("step").order_by("ready_at")[:MOST]]
    keys = {step.activation_id for step in waiting}
    done = _done(keys)
    turn = [step for step in waiting if set(step.after) <= done.get(step.activation_id, set())]
    works = _at_work({step.activation_id for step in turn})
    return [s.pk for s in turn if s.activation_id in works and works[s.activation_id](s.key)][
        :limit
    ]


def conditional_steps(room: str) -> list[UUID]:
    """Return the waiting steps of an incident whose time, turn and conditions have come."""
    due = StepWait.objects.filter(
        state=StepWait.State.WAITING,
        ready_at__lte=Now(),
        step__activation__incident__room=room,
    )
    waiting = [wait.step for wait in due.select_related("step").order_by("ready_at")[:MOST]]
    works = _at_work({step.activation_id for step in waiting})
    return [
        s.pk
        for s in waiting
        if s.activation_id in works
        and works[s.activation_id].waits_for(s.key)
        and works[s.activation_id](s.key)
    ]


def followers_of(task_id: UUID) -> list[UUID]:
    """Return the waiting steps that the completion of a task may set free. Two queries."""
    done = ActivationStep.objects.filter(task=task_id).first()
    if done is None:
        return []
    waiting = ActivationStep.objects.filter(
        activation=done.activation_id,
        after__contains=[done.key],
        wait__state=StepWait.State.WAITING,
    )
    return list(waiting.values_list("pk", flat=True))


def is_free(step: ActivationStep) -> bool:
    """Return whether all that ``step`` waits for is completed or left out. Two queries."""
    return not step.after or set(step.after) <= _done({step.activation_id}).get(
        step.activation_id, set()
    )


def may_go(activation: Activation, key: str) -> bool:
    """Return whether the plan is at work and the conditions of a step hold."""
    return Work(activation)(key)


class Work:
    """A plan at work, asked of its steps whether their conditions hold."""

    def __init__(self, activation: Activation) -> None:
        """Read where it stands. One query unless it was fetched along."""
        self._activation, self._state = activation, state_of(activation)
        self._steps = steps_of(activation, self._state)

    def waits_for(self, key: str) -> bool:
        """Return whether the step has any condition."""
        step = self._steps.get(key)
        return step is not None and bool(step.when)

    def __call__(self, key: str) -> bool:
        """Return whether the step may be issued as far as conditions go."""
        step = self._steps.get(key)
        ended = self._state.status == ActivationState.Status.ENDED
        if step is None or ended or key in self._state.skipped:
            return False
        if not step.when:
            return True
        city = self._activation.version.plan.city_id
        situation = situation_of(self._activation.incident, city, step.when)
        return all_hold(key, step.when, situation, self._state.said)


def _at_work(keys: set[UUID]) -> dict[UUID, Work]:
    rows = Activation.objects.filter(pk__in=keys)
    rows = rows.select_related("version__plan", "state", "incident__state")
    return {row.pk: Work(row) for row in rows}


def _done(activations: set[UUID]) -> dict[UUID, set[str]]:
    """Return the keys of the steps that nobody waits for any more, by plan at work."""
    found: dict[UUID, set[str]] = {}
    if not activations:
        return found
    rows = ActivationStep.objects.filter(activation__in=activations)
    finished = rows.filter(task__state__status__in=sorted(DONE))
    for activation, key in finished.values_list("activation", "key"):
        found.setdefault(activation, set()).add(key)
    states = ActivationState.objects.filter(activation__in=activations)
    for activation, skipped in states.values_list("activation", "skipped"):
        found.setdefault(activation, set()).update(skipped)
    return found


def _steps(document: dict[str, Any], state: ActivationState) -> int:
    """Count the steps that the level asks for and that were not left out."""
    level = state.level
    told = document.get("steps", [])
    keys = {s["key"] for s in told if not level or not s.get("levels") or level in s["levels"]}
    return len((keys | {step["key"] for step in state.added}) - set(state.skipped))
