"""Counts that several panels need: tasks and teams per incident, the last word of each room."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Q
from django.utils.timezone import now

from command.core.models import Entry
from command.tasking.lifecycle import DONE, RUNNING, Status
from command.tasking.models import TaskState
from resources.lifecycle import MOVING, DeploymentStatus
from resources.models import DeploymentState

UNCOUNTED = (Status.DRAFT, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class TaskCount:
    """Tasks of one incident or one city; ``next_due`` is when the next will be late."""

    total: int = 0
    done: int = 0
    overdue: int = 0
    next_due: datetime | None = None

    @property
    def running(self) -> int:
        """How many are still to be done."""
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class TeamCount:
    """Teams of one incident."""

    on_scene: int = 0
    en_route: int = 0


def tasks_by(field: str, incidents: Collection[UUID]) -> dict[Any, TaskCount]:
    """Return the tasks of running incidents, counted by ``field`` of the task. One query."""
    at = now()
    counted = (
        TaskState.objects.filter(task__incident__in=incidents)
        .exclude(status__in=UNCOUNTED)
        .values_list(f"task__{field}")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(status__in=DONE)),
            overdue=Count("pk", filter=Q(status__in=RUNNING, due_at__lt=at)),
            next_due=Min("due_at", filter=Q(status__in=RUNNING, due_at__gte=at)),
        )
    )
    return {key: TaskCount(*counts) for key, *counts in counted}


def sooner(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the earlier of two times, of which there may be none."""
    return min(filter(None, (one, other)), default=None)


def teams_of(incidents: Collection[UUID]) -> dict[UUID, TeamCount]:
    """Return how many teams are on scene and on their way. One query."""
    counted = (
        DeploymentState.objects.filter(
            deployment__incident__in=incidents, deployment__team__isnull=False
        )
        .values_list("deployment__incident")
        .annotate(
            on_scene=Count("pk", filter=Q(status=DeploymentStatus.ON_SCENE)),
            en_route=Count("pk", filter=Q(status__in=MOVING)),
        )
    )
    return {key: TeamCount(on_scene, en_route) for key, on_scene, en_route in counted}


def last_words(rooms: Collection[str]) -> dict[str, datetime]:
    """Return when each room was last written to. One query, one row a room."""
    heads = Entry.objects.filter(
        room__in=rooms, room__heads__origin=F("origin"), room__heads__last_seq=F("seq")
    )
    found: dict[str, datetime] = {}
    for room, at in heads.values_list("room", "recorded_at"):
        found[room] = max(at, found.get(room, at))
    return found
