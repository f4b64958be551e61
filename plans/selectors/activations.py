"""Plans at work."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from command.core.models import Person
from command.tasking.lifecycle import DONE
from command.tasking.models import TaskState
from incidents.lifecycle import ENDED
from incidents.selectors import seen
from plans.models import Activation, ActivationStep, StepWait


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
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, activation: Activation) -> Self:
        """Build the card; asks nothing when version and plan were fetched along."""
        version = activation.version
        return cls(
            id=str(activation.pk),
            incident=str(activation.incident_id),
            plan=str(version.plan_id),
            title=version.plan.title,
            title_en=version.plan.title_en,
            city=version.plan.city_id,
            version=version.number,
            steps=len(version.document["steps"]),
            at=activation.at.isoformat(),
            exercise=activation.exercise_id is not None,
            origin=activation.origin,
        )


def activations_of(incident_id: UUID) -> list[ActivationCard]:
    """Return the plans at work on an incident, newest first. One query.

    For those who have been let into the incident's room.
    """
    rows = Activation.objects.filter(incident=incident_id).select_related("version__plan")
    return [ActivationCard.of(row) for row in rows]


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
    """Return the waiting steps whose time has come, longest first.

    Whether what they wait for is completed is judged one by one, at the door.
    """
    due = StepWait.objects.filter(state=StepWait.State.WAITING, ready_at__lte=at)
    # The steps of an incident that has ended are never issued.
    due = due.exclude(step__activation__incident__state__status__in=ENDED)
    return list(due.order_by("ready_at").values_list("step_id", flat=True)[:limit])


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
    """Return whether all that ``step`` waits for is completed. One query."""
    if not step.after:
        return True
    before = ActivationStep.objects.filter(activation=step.activation_id, key__in=step.after)
    finished = TaskState.objects.filter(task__in=before.values("task"), status__in=sorted(DONE))
    return finished.count() == len(step.after)
