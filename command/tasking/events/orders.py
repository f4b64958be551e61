"""The facts about orders that are given anew, followed up and kept an eye on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from command.core.tongues import is_english
from command.tasking.events.base import OfTask
from command.tasking.lifecycle import Stage


@dataclass(frozen=True, kw_only=True)
class TaskReaddressed(OfTask, Event):
    """Somebody took over the post that an open order is for, and gets it too."""

    kind: ClassVar[str] = "task.readdressed"
    says = _("Task {number} {title} goes to {counted} who took over: {assignee}")
    assignee: str
    people: int
    assignee_en: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskReassigned(OfTask, Event):
    """The order was taken from some and given to others."""

    kind: ClassVar[str] = "task.reassigned"
    says = _("{actor} gave task {number} {title} to {assignee}: {reason}")
    assignee: str
    assignee_kind: str
    assignee_id: str
    before: str
    people: int
    reason: str
    assignee_en: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskDeadlineChanged(OfTask, Event):
    """The order is to be carried out until another time."""

    kind: ClassVar[str] = "task.deadline_changed"
    says = _("{actor} changed the deadline of task {number} {title}: {reason}")
    before: str | None
    due_at: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class TaskTaken(OfTask, Event):
    """One of several people took the order, is on the spot, or has done their part."""

    kind: ClassVar[str] = "task.taken"
    says = _("{actor}, task {number} {title}: {stage}")
    stage: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say the stage in the language of the reader."""
        stage = payload.get("stage", "")
        label = Stage(stage).label if stage in Stage.values else ""
        return {**super().words(payload), "stage": str(label)}


@dataclass(frozen=True, kw_only=True)
class TaskRefused(OfTask, Event):
    """One of several people cannot take the order; it stands for the others."""

    kind: ClassVar[str] = "task.refused"
    says = _("{actor} cannot take task {number} {title}: {reason}")
    reason: str


@dataclass(frozen=True, kw_only=True)
class TaskTicked(OfTask, Event):
    """An item of the checklist was ticked, or the tick taken away."""

    kind: ClassVar[str] = "task.ticked"
    says = _("{actor}, task {number} {title}: {mark} {item}")
    key: str
    item: str
    item_en: str
    done: bool

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the item in the language of the reader, and its mark."""
        item = payload.get("item", "")
        if is_english():
            item = payload.get("item_en") or item
        mark = "☑" if payload.get("done") else "☐"
        return {**super().words(payload), "item": item, "mark": mark}


@dataclass(frozen=True, kw_only=True)
class TaskAttached(OfTask, Event):
    """A picture or a document was put to a task."""

    kind: ClassVar[str] = "task.attached"
    says = _("{actor} attached {name} to task {number} {title}")
    attachment_id: str
    sha256: str
    name: str


@dataclass(frozen=True, kw_only=True)
class TaskAttachmentArchived(OfTask, Event):
    """An attachment of a task counts no longer; it is kept."""

    kind: ClassVar[str] = "task.attachment_archived"
    says = _("{actor} laid {name} of task {number} {title} aside: {reason}")
    attachment_id: str
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TaskRoundMissed(OfTask, Event):
    """A round of a task that repeats could not begin: the one before is still open."""

    kind: ClassVar[str] = "task.round_missed"
    says = _("Round {turn} of task {number} {title} did not begin: {assignee} is not done yet")
    assignee: str
    turn: int


@dataclass(frozen=True, kw_only=True)
class TaskRepeatingStopped(OfTask, Event):
    """No further round follows."""

    kind: ClassVar[str] = "task.repeating_stopped"
    says = _("{actor} stopped task {number} {title} from repeating: {reason}")
    reason: str


@dataclass(frozen=True, kw_only=True)
class TaskCheckedIn(OfTask, Event):
    """The people of a task said that they are well."""

    kind: ClassVar[str] = "task.checked_in"
    says = _("{assignee} checked in, task {number} {title} {note}")
    assignee: str
    note: str
    headcount: int | None
    by_radio: bool
    assignee_en: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskCheckInMissed(OfTask, Event):
    """The people of a task were not heard of in time; ``rung`` counts from 1."""

    kind: ClassVar[str] = "task.check_in_missed"
    says = _("{assignee} has not checked in, {minutes} min late: task {number} {title}")
    assignee: str
    rung: int
    due_at: str
    minutes: int
    assignee_en: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskNeedsStated(OfTask, Event):
    """What a task needs was stated to the register of resources."""

    kind: ClassVar[str] = "task.needs_stated"
    says = _("{actor} stated what task {number} {title} needs: {needs}")
    needs: str


@dataclass(frozen=True, kw_only=True)
class TaskAreaHeard(OfTask, Event):
    """The quiet area that a task goes to look at speaks again."""

    kind: ClassVar[str] = "task.area_heard"
    says = _("{place} speaks again: task {number} {title}")
    place_zh: str
    place_en: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the place in the language of the reader too."""
        chinese = not is_english()
        place = payload["place_zh"] if chinese else payload["place_en"]
        return {**super().words(payload), "place": place}
