"""What somebody in the field sees: their orders, the most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from command.core.ids import new_id
from command.core.models import Person, Room
from command.core.policies import rooms_visible_to
from command.tasking.lifecycle import Status, Verb, is_overdue
from command.tasking.models import ReceiptState, Task
from command.tasking.selectors import RecipientCard, TaskCard, in_hands_of, my_tasks
from command.tasking.selectors.handed import last_orders
from incidents.messaging.selectors.cards import MessageCard
from incidents.messaging.selectors.threads import inbox
from incidents.models import Incident

# The one next step of each state, and what its button says.
NEXT = {
    Status.ISSUED: (Verb.ACKNOWLEDGE, _("Accept the order")),
    Status.ACKNOWLEDGED: (Verb.START, _("On scene, start")),
    Status.IN_PROGRESS: (Verb.COMPLETE, _("Completed")),
}
# What to say when it cannot be done.
OTHERWISE = {
    Status.ISSUED: (Verb.REJECT, _("Cannot take it")),
    Status.ACKNOWLEDGED: (Verb.BLOCK, _("Blocked")),
    Status.IN_PROGRESS: (Verb.BLOCK, _("Blocked")),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One dot on the line from order to verification."""

    name: str
    at: datetime | None
    mark: str  # done, now or ahead


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the checklist; ``by`` is who ticked it, ``once`` the key of its button."""

    key: str
    text: str
    is_done: bool
    by: str
    once: UUID


@dataclass(frozen=True, slots=True)
class Assignment:
    """One order as the phone shows it."""

    card: TaskCard
    title: str
    assignee: str
    incident: str
    grade: int
    due_at: datetime | None
    issued_at: datetime | None
    is_late: bool
    next: tuple[str, str] | None
    otherwise: tuple[str, str] | None
    stages: list[Stage]
    checklist: list[Item]
    check_in_at: datetime | None
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """The order being looked at, those after it, and a stamp that changes with any of them.

    ``orders`` are what was said to the person and waits to be read back.
    """

    current: Assignment | None
    others: list[Assignment]
    orders: list[MessageCard]
    stamp: str


def screen(person: Person, wanted: UUID | None = None) -> Screen:
    """Return what ``person`` has to do; ``wanted`` is looked at, else the most urgent."""
    mine = _assignments(my_tasks(person), person)
    said = inbox(person)
    chosen = (one for one in mine if one.card.id == str(wanted))
    current = next(chosen, mine[0] if mine else None)
    return Screen(
        current=current,
        others=[one for one in mine if one is not current],
        orders=said,
        stamp=_stamp((one.card for one in mine), said),
    )


def stamp(person: Person) -> str:
    """Return the stamp of what ``person`` has to do now."""
    return _stamp(my_tasks(person), inbox(person))


def _assignments(cards: list[TaskCard], person: Person) -> list[Assignment]:
    incidents = Incident.objects.select_related("state").in_bulk(
        {card.incident for card in cards}
    )
    own = in_hands_of(person, [UUID(card.id) for card in cards])
    return [
        _assignment(card, incidents[UUID(card.incident)], own.get(UUID(card.id)))
        for card in cards
    ]


def _assignment(card: TaskCard, incident: Incident, own: RecipientCard | None) -> Assignment:
    due_at = _time(card.due_at)
    in_english = not (get_language() or "zh").startswith("zh")
    status = Status(card.state)
    mine = _own_status(status, own)
    return Assignment(
        card=card,
        title=card.title_en if in_english and card.title_en else card.title,
        assignee=card.assignee_en if in_english and card.assignee_en else card.assignee,
        incident=incident.title,
        grade=incident.state.grade or 0,
        due_at=due_at,
        issued_at=_time(card.issued_at),
        is_late=is_overdue(status, due_at, now()),
        next=_said(NEXT.get(mine)),
        otherwise=_said(OTHERWISE.get(mine)),
        stages=_stages(card, own),
        checklist=[
            Item(item["key"], _worded(item), bool(item["done"]), item["by"], new_id())
            for item in card.checklist
        ],
        check_in_at=_time(card.next_check_in),
        is_unread=own is not None and own.read_at is None,
    )


def _own_status(status: Status, own: RecipientCard | None) -> Status:
    """Return where the task stands for somebody: several people climb each at their pace."""
    if own is None or status not in {Status.ACKNOWLEDGED, Status.IN_PROGRESS}:
        return status
    if not own.accepted_at:
        return Status.ISSUED
    return status if own.on_scene_at else Status.ACKNOWLEDGED


def _stages(card: TaskCard, own: RecipientCard | None) -> list[Stage]:
    line = [
        (pgettext("stage", "Order"), card.issued_at),
        (pgettext("stage", "Accepted"), own.accepted_at if own else card.acknowledged_at),
        (pgettext("stage", "On scene"), own.on_scene_at if own else card.started_at),
        (pgettext("stage", "Done"), own.done_at if own else card.completed_at),
    ]
    reached = [at for _name, at in line if at]
    return [
        Stage(
            name=name,
            at=_time(at),
            mark="done" if at else "now" if position == len(reached) else "ahead",
        )
        for position, (name, at) in enumerate(line)
    ]


def _worded(item: dict[str, str]) -> str:
    in_english = not (get_language() or "zh").startswith("zh")
    return item["text_en"] if in_english and item["text_en"] else item["text"]


def _said(step: tuple[Verb, object] | None) -> tuple[str, str] | None:
    return (str(step[0].value), str(step[1])) if step else None


def _time(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None


def _stamp(cards: Iterable[TaskCard], said: Iterable[MessageCard]) -> str:
    seen = [(card.id, card.state, card.at, card.due_at) for card in cards]
    seen += [(card.id, card.state, card.at, None) for card in said]
    return sha256(repr(seen).encode()).hexdigest()[:16]


def rooms_of(person: Person) -> list[str]:
    """Return the rooms that tell ``person`` of orders: the inbox, and running exercises."""
    drills = rooms_visible_to(person).filter(kind=Room.Kind.EXERCISE)
    return [person.room, *drills.order_by("key").values_list("key", flat=True)]


def unread(person: Person) -> Task | None:
    """Return the newest order to ``person`` that was not looked at yet. One query."""
    rows = ReceiptState.objects.filter(
        receipt__person=person,
        receipt__step=last_orders("receipt__task"),
        receipt__task__state__status=Status.ISSUED,
        read_at__isnull=True,
    )
    newest = rows.select_related("receipt__task").order_by("-receipt__queued_at").first()
    return newest.receipt.task if newest else None
