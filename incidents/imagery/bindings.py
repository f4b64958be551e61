"""What images may be bound to besides incidents: upper floors enter their things here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from command.core.models import Person


class Thing(NamedTuple):
    """One thing that an image is or may be bound to."""

    id: UUID
    title: str
    url: str


@dataclass(frozen=True)
class Target:
    """A kind of things of incidents. Both callables cut to what the person may see.

    ``of_incident`` lists the things of an incident (for ``None``, to the system);
    ``named`` returns those of some keys.
    """

    of_incident: Callable[[UUID, Person | None], Sequence[Thing]]
    named: Callable[[Sequence[UUID], Person], Sequence[Thing]]


TARGETS: dict[str, Target] = {}


def enter(kind: str, target: Target) -> None:
    """Let images be bound to things of an upper floor; entering twice is once."""
    TARGETS[kind] = target


def judge_task(task_id: UUID, incident_id: UUID, actor: Person | None) -> None:
    """Raise ``Invalid`` unless the incident has this task and ``actor`` may see it."""
    target = TARGETS.get("task")
    things = target.of_incident(incident_id, actor) if target else ()
    if task_id not in {thing.id for thing in things}:
        raise Invalid(_("The incident has no such task."), field="task_id")


def tasks_of(incident_id: UUID, person: Person) -> Sequence[Thing]:
    """Return the tasks of an incident that an image may be bound to."""
    target = TARGETS.get("task")
    return target.of_incident(incident_id, person) if target else ()


def tasks_named(keys: Sequence[UUID], person: Person) -> dict[UUID, Thing]:
    """Return the tasks of some keys that ``person`` may see."""
    target = TARGETS.get("task")
    return {thing.id: thing for thing in target.named(keys, person)} if target and keys else {}
