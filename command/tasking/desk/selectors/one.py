"""One task: its facts, how far the order has come with each, and its journal."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from command.core import journal
from command.core.errors import NotThere
from command.core.models import Entry, Person
from command.core.tongues import CHINESE, ENGLISH, is_english
from command.tasking.desk.cards import Line
from command.tasking.desk.selectors.lines import lines
from command.tasking.desk.words import stages
from command.tasking.models import Receipt, ReceiptState
from command.tasking.selectors import visible_to
from incidents.models import Incident
from incidents.selectors import visible_to as incidents_visible_to

LADDER = [str(stage) for stage in ReceiptState.Stage if stage != "refused"]
JOURNAL = 100


@dataclass(frozen=True, slots=True)
class Rung:
    """One stage of the ladder, and when it was reached; not yet is nothing."""

    key: str
    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """How far the order has come with one person; ``again``: of an earlier order."""

    name: str
    post: str
    stage: str
    rungs: tuple[Rung, ...]
    refused_at: datetime | None
    reason: str
    again: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the task's journal."""

    text: str
    actor: str
    at: datetime
    kind: str


def line_of(task_id: UUID, person: Person) -> Line:
    """Return the task. Raises ``NotThere`` when there is none that ``person`` may see."""
    found = lines(visible_to(person).filter(task=task_id), person)
    if not found:
        raise NotThere(_("No such task, or not visible to you."), task_id=str(task_id))
    return found[0]


def incident_of(line: Line, person: Person) -> Incident | None:
    """Return the incident of a task if ``person`` may see it."""
    return incidents_visible_to(person).filter(pk=line.card.incident).first()


def told(task_id: UUID) -> list[Told]:
    """Return the people the order was handed to, the last order first. One query."""
    rows = Receipt.objects.filter(task=task_id).select_related("state", "person__organisation")
    found = list(rows.order_by("-step", "person__name"))
    last = max((row.step for row in found), default=0)
    names = stages()
    return [
        Told(
            name=row.person.name,
            post=str(row.person.organisation or row.person.username),
            stage=row.state.stage,
            rungs=tuple(Rung(key, names[key], _reached(row, key)) for key in LADDER),
            refused_at=getattr(row.state, "refused_at", None),
            reason=getattr(row.state, "reason", ""),
            again=row.step != last,
        )
        for row in found
    ]


def _reached(row: Receipt, stage: str) -> datetime | None:
    if stage == "queued":
        return row.queued_at
    at: datetime | None = getattr(row.state, f"{stage}_at", None)
    return at


def said(task_id: UUID, room: str) -> list[Said]:
    """Return what the journal of the incident's room says of the task, newest first."""
    rows = Entry.objects.filter(
        room=room, kind__startswith="task.", payload__task_id=str(task_id)
    )
    language = ENGLISH if is_english() else CHINESE
    found = []
    for entry in rows.select_related("actor").order_by("-seq")[:JOURNAL]:
        actor = entry.actor.name if entry.actor else ""
        text = journal.message_of(entry, actor)["says"].get(language, entry.kind)
        found.append(Said(text, actor, entry.occurred_at, entry.kind))
    return found
