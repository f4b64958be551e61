"""The facts that an order and its steps leave behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.events import Event
from command.tasking.events.base import OfTask
from command.tasking.lifecycle import Verb

# The ways out of the system, in words.
CHANNELS: Mapping[str, Any] = {
    "push": pgettext_lazy("channel", "web push"),
    "sms": pgettext_lazy("channel", "SMS"),
    "voice": pgettext_lazy("channel", "voice call"),
}


@dataclass(frozen=True, kw_only=True)
class TaskCreated(OfTask, Event):
    """A task was drafted."""

    kind: ClassVar[str] = "task.created"
    says = _("Task {number} {title} was drafted")


@dataclass(frozen=True, kw_only=True)
class TaskIssued(OfTask, Event):
    """A task became an order to somebody; ``people`` were to be told."""

    kind: ClassVar[str] = "task.issued"
    says = _("Task {number} {title} was issued to {assignee}")
    assignee: str
    assignee_kind: str
    assignee_id: str
    due_at: str | None
    people: int
    assignee_en: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskHanded(OfTask, Event):
    """An order came into somebody's inbox."""

    kind: ClassVar[str] = "task.handed"
    says = _("You have task {number} {title}")


@dataclass(frozen=True, kw_only=True)
class TaskDelivered(OfTask, Event):
    """An order reached people."""

    kind: ClassVar[str] = "task.delivered"
    says = _("Task {number} {title} reached {counted}")
    people: int


@dataclass(frozen=True, kw_only=True)
class TaskRead(OfTask, Event):
    """Somebody read an order."""

    kind: ClassVar[str] = "task.read"
    says = _("{actor} read task {number} {title}")


@dataclass(frozen=True, kw_only=True)
class TaskPaged(OfTask, Event):
    """Nobody acknowledged an order: its silent recipients are called over a channel."""

    kind: ClassVar[str] = "task.paged"
    says = _("Task {number} {title}: {counted} without acknowledgement called by {by}")
    rung: int
    channel: str
    people: int
    names: list[str]

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the channel in words."""
        return {**super().words(payload), "by": CHANNELS.get(payload.get("channel", ""), "")}


@dataclass(frozen=True, kw_only=True)
class TaskEscalated(OfTask, Event):
    """Nobody acknowledged an order in time; ``rung`` counts from 1.

    ``channel`` says who was told: the liaisons or the commanders, ``people`` in all.
    ``skipped`` are the channels of lower rungs that are not set up.
    """

    kind: ClassVar[str] = "task.escalated"
    says = _("Task {number} {title}: {assignee} has not acknowledged for {minutes} min{rest}")
    assignee: str
    rung: int
    minutes: int
    channel: str = ""
    people: int = 0
    skipped: list[str] = field(default_factory=list)

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say what could not be tried before."""
        names = [str(CHANNELS[each]) for each in payload.get("skipped", ()) if each in CHANNELS]
        rest = _("; not set up: %(channels)s") % {"channels": ", ".join(names)} if names else ""
        return {**super().words(payload), "rest": rest}


@dataclass(frozen=True, kw_only=True)
class TaskOverdue(OfTask, Event):
    """A task passed its deadline unfinished."""

    kind: ClassVar[str] = "task.overdue"
    says = _("Task {number} {title} is overdue at {assignee}")
    assignee: str
    due_at: str


@dataclass(frozen=True, kw_only=True)
class OfMove(OfTask):
    """What every step of a task says; no event by itself."""

    before: str
    after: str
    reason: str = ""
    progress: int = 0


@dataclass(frozen=True, kw_only=True)
class TaskAcknowledged(OfMove, Event):
    """The order was understood and taken."""

    kind: ClassVar[str] = "task.acknowledged"
    says = _("{actor} acknowledged task {number} {title}")


@dataclass(frozen=True, kw_only=True)
class TaskStarted(OfMove, Event):
    """Work began on the spot."""

    kind: ClassVar[str] = "task.started"
    says = _("Work on task {number} {title} began")


@dataclass(frozen=True, kw_only=True)
class TaskProgressed(OfMove, Event):
    """Work went on."""

    kind: ClassVar[str] = "task.progressed"
    says = _("Task {number} {title}: {progress} per cent done")


@dataclass(frozen=True, kw_only=True)
class TaskBlocked(OfMove, Event):
    """Something stands in the way."""

    kind: ClassVar[str] = "task.blocked"
    says = _("Task {number} {title} is blocked: {reason}")


@dataclass(frozen=True, kw_only=True)
class TaskCompleted(OfMove, Event):
    """The work is done, say those who did it."""

    kind: ClassVar[str] = "task.completed"
    says = _("Task {number} {title} was completed")


@dataclass(frozen=True, kw_only=True)
class TaskVerified(OfMove, Event):
    """The work is done, says whoever ordered it."""

    kind: ClassVar[str] = "task.verified"
    says = _("{actor} verified task {number} {title}")


@dataclass(frozen=True, kw_only=True)
class TaskReturned(OfMove, Event):
    """Whoever ordered it wants more work on it."""

    kind: ClassVar[str] = "task.returned"
    says = _("{actor} returned task {number} {title}: {reason}")


@dataclass(frozen=True, kw_only=True)
class TaskRejected(OfMove, Event):
    """The order was not taken."""

    kind: ClassVar[str] = "task.rejected"
    says = _("{actor} rejected task {number} {title}: {reason}")


@dataclass(frozen=True, kw_only=True)
class TaskSuspended(OfMove, Event):
    """Work stopped for danger to life (Decree 708, article 22)."""

    kind: ClassVar[str] = "task.suspended"
    says = _("Task {number} {title} was suspended: {reason}")


@dataclass(frozen=True, kw_only=True)
class TaskResumed(OfMove, Event):
    """The order stands again and is to be acknowledged anew."""

    kind: ClassVar[str] = "task.resumed"
    says = _("{actor} ordered task {number} {title} to go on")


@dataclass(frozen=True, kw_only=True)
class TaskCancelled(OfMove, Event):
    """The order was withdrawn."""

    kind: ClassVar[str] = "task.cancelled"
    says = _("Task {number} {title} was cancelled: {reason}")


MOVED: Mapping[Verb, type[Any]] = {
    Verb.ACKNOWLEDGE: TaskAcknowledged,
    Verb.START: TaskStarted,
    Verb.REPORT: TaskProgressed,
    Verb.BLOCK: TaskBlocked,
    Verb.COMPLETE: TaskCompleted,
    Verb.VERIFY: TaskVerified,
    Verb.RETURN: TaskReturned,
    Verb.REJECT: TaskRejected,
    Verb.SUSPEND: TaskSuspended,
    Verb.RESUME: TaskResumed,
    Verb.CANCEL: TaskCancelled,
}
