"""Leaders' instructions as people may read them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import rooms_visible_to
from command.core.times import iso, iso_or_none
from incidents.messaging.folds import ANSWERED, CLOSED
from incidents.messaging.models import (
    Addressee,
    Instruction,
    InstructionChange,
    InstructionState,
    Message,
    Receipt,
)

View = dict[str, Any]
Status = InstructionState.Status


@dataclass(frozen=True, slots=True)
class InstructionCard:
    """A leader's instruction. ``to`` are views of those it was forwarded to.

    Whether feedback is late is for the reader to compute: ``feedback_due`` has passed
    while the state is given or forwarded.
    """

    id: str
    incident: str | None
    region: str
    text: str
    leader: str
    leader_id: str
    recorder: str
    status: str
    given_at: str
    feedback_due: str
    to: list[View]
    answers: list[View]
    closed_at: str | None
    closing: str
    at: str
    exercise: bool
    origin: str


def visible_to(person: Person) -> QuerySet[Instruction]:
    """Return the instructions ``person`` may read.

    Those of the rooms they may follow, their own, and those forwarded to them.
    """
    forwarded = Receipt.objects.filter(person=person, message__instruction__isnull=False)
    mine = Q(room__in=rooms_visible_to(person).values("key"))
    mine |= Q(leader=person) | Q(pk__in=forwarded.values("message__instruction"))
    return Instruction.objects.filter(mine)


def found(
    person: Person, *, incident: UUID | None = None, is_open: bool | None = None
) -> QuerySet[Instruction]:
    """Return the instructions ``person`` may read, newest first."""
    rows = visible_to(person)
    if incident is not None:
        rows = rows.filter(incident=incident)
    if is_open is not None:
        closed = Q(state__status=Status.CLOSED)
        rows = rows.filter(~closed if is_open else closed)
    return rows.order_by("-given_at", "pk")


def cards(rows: QuerySet[Instruction]) -> list[InstructionCard]:
    """Return the cards of instructions in their order. Four queries."""
    changes = InstructionChange.objects.filter(kind__in=[ANSWERED, CLOSED])
    to = Addressee.objects.select_related("person", "organisation").order_by("position")
    rows = rows.select_related("state", "leader", "recorder").prefetch_related(
        Prefetch("changes", changes.select_related("actor").order_by("step")),
        Prefetch("messages", Message.objects.prefetch_related(Prefetch("addressees", to))),
    )
    return [_card(row) for row in rows]


def listed(person: Person, *, limit: int, offset: int, incident: UUID | None = None) -> View:
    """Return a page of instructions, newest first."""
    rows = found(person, incident=incident)
    items = [asdict(card) for card in cards(rows[offset : offset + limit])]
    return {"total": rows.count(), "offset": offset, "items": items}


def card_of_instruction(key: UUID) -> InstructionCard:
    """Return the card of an instruction as it stands; for doors."""
    return cards(Instruction.objects.filter(pk=key))[0]


def seen(key: UUID, person: Person) -> InstructionCard:
    """Return one card. Raises ``NotThere`` when there is none that ``person`` may read."""
    shown = cards(visible_to(person).filter(pk=key))
    if not shown:
        raise _no_such()
    return shown[0]


def held(key: UUID, person: Person | None, *, skip: str = "") -> InstructionState:
    """Return the state of an instruction, locked. Raises ``NotThere`` when hidden."""
    rows = InstructionState.objects.select_for_update(
        of=("self",), skip_locked=skip == "locked"
    )
    state = rows.select_related("instruction__leader", "instruction__recorder")
    one = state.filter(instruction=key).first()
    if one is None or (person is not None and not visible_to(person).filter(pk=key).exists()):
        raise _no_such()
    return one


def received(instruction: Instruction, person: Person) -> bool:
    """Return whether an instruction was forwarded to ``person``. One query."""
    return Receipt.objects.filter(message__instruction=instruction, person=person).exists()


def is_late(card: InstructionCard) -> bool:
    """Return whether feedback to an instruction is late now."""
    waits = card.status in {Status.GIVEN, Status.FORWARDED}
    return waits and card.feedback_due < iso(now())


def _card(row: Instruction) -> InstructionCard:
    changes: Iterable[InstructionChange] = row.changes.all()
    closing = next((one.data["text"] for one in changes if one.kind == CLOSED), "")
    return InstructionCard(
        id=str(row.pk),
        incident=str(row.incident_id) if row.incident_id else None,
        region=row.region_id,
        text=row.text,
        leader=row.leader.name,
        leader_id=str(row.leader_id),
        recorder=row.recorder.name,
        status=str(row.state.status),
        given_at=iso(row.given_at),
        feedback_due=iso(row.feedback_due),
        to=[_named(one) for message in row.messages.all() for one in message.addressees.all()],
        answers=[
            {
                "by": one.actor.name if one.actor else "",
                "text": one.data["text"],
                "at": iso(one.occurred_at),
            }
            for one in changes
            if one.kind == ANSWERED
        ],
        closed_at=iso_or_none(row.state.closed_at),
        closing=closing,
        at=iso(row.state.at),
        exercise=row.exercise_id is not None,
        origin=row.origin,
    )


def _named(one: Addressee) -> View:
    organisation = one.organisation
    return {
        "kind": str(one.kind),
        "name": one.person.name if one.person else organisation.name_zh if organisation else "",
        "name_en": organisation.name_en if organisation else "",
        "post": str(one.post),
        "region": one.region_id,
    }


def _no_such() -> NotThere:
    return NotThere(_("No such instruction, or not visible to you."))
