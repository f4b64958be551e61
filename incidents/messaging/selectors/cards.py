"""The public views of messages and receipts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from django.db.models import Prefetch

from command.core.times import iso, iso_or_none
from incidents.messaging.models import Addressee, Message, Receipt, ReceiptState

View = dict[str, Any]
Stage = ReceiptState.Stage
STAGES = [str(stage) for stage in Stage]


def wanted_of(message: Message) -> str:
    """Return how far a receipt of this message must come for its addressee to have answered."""
    return str(Stage.READ_BACK if message.read_back else Stage.READ)


def reached(stage: str, wanted: str) -> bool:
    """Return whether a receipt has come at least so far."""
    return STAGES.index(stage) >= STAGES.index(wanted)


@dataclass(frozen=True, slots=True)
class MessageCard:
    """What everybody who may read a message sees of it.

    ``to`` has one view per addressee: who it is, the people behind it with their receipts,
    and whether one of them has come as far as is wanted. ``receipts`` counts people by the
    stage they reached, ``waiting`` the addressees without the receipt that is wanted.
    """

    id: str
    kind: str
    number: str
    channel: str
    incident: str | None
    region: str
    text: str
    read_back: bool
    sender: str
    sender_id: str
    signed_as: str
    instruction: str | None
    state: str
    reason: str
    withdrawn_at: str | None
    withdrawn_by: str
    to: list[View]
    receipts: dict[str, int]
    waiting: int
    rung: int
    digest: str
    sent_at: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, message: Message, to: list[View]) -> Self:
        """Build the card; asks nothing when state and sender were fetched along."""
        state = message.state
        people = [each for one in to for each in one["people"]]
        counts = {
            stage: sum(reached(each["stage"], stage) for each in people) for stage in STAGES
        }
        return cls(
            id=str(message.pk),
            kind=str(message.kind),
            number=message.number,
            channel=str(message.channel),
            incident=str(message.incident_id) if message.incident_id else None,
            region=message.region_id,
            text=message.text,
            read_back=message.read_back,
            sender=message.sender.name,
            sender_id=str(message.sender_id),
            signed_as=message.signed_as,
            instruction=str(message.instruction_id) if message.instruction_id else None,
            state="withdrawn" if state.withdrawn_at else "stands",
            reason=state.reason,
            withdrawn_at=iso_or_none(state.withdrawn_at),
            withdrawn_by=state.withdrawn_by.name if state.withdrawn_by else "",
            to=to,
            receipts=counts,
            waiting=sum(not one["answered"] for one in to),
            rung=state.rung,
            digest=message.digest,
            sent_at=iso(message.sent_at),
            at=iso(state.at),
            exercise=message.exercise_id is not None,
            origin=message.origin,
        )


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """How far a message has come to one person; says nothing of what the message says."""

    id: str
    message: str
    person: str
    kind: str
    stage: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, state: ReceiptState) -> Self:
        """Build the card; asks nothing when receipt and message were fetched along."""
        receipt = state.receipt
        last = state.read_back_at or state.read_at or state.delivered_at or receipt.queued_at
        return cls(
            id=str(receipt.pk),
            message=str(receipt.message_id),
            person=str(receipt.person_id),
            kind=str(receipt.message.kind),
            stage=str(state.stage),
            at=iso(last),
            exercise=receipt.exercise_id is not None,
            origin=receipt.origin,
        )


def cards(messages: Iterable[Message]) -> list[MessageCard]:
    """Return the cards of messages (fetched ``with_all``) in their order. Two queries."""
    rows = list(messages)
    to = _addressees(rows)
    return [MessageCard.of(row, to[row.pk]) for row in rows]


def card_of_message(key: UUID) -> MessageCard:
    """Return the card of one message as it stands; for doors. Three queries."""
    return cards(with_all().filter(pk=key))[0]


def with_all() -> Any:
    """Return all messages with what their cards need; for the system, never for a person."""
    return Message.objects.select_related("state__withdrawn_by", "sender")


def changed(card: MessageCard) -> View:
    """Return the ``changed`` part of an entry that touches a message."""
    return {f"message.{card.id}": asdict(card)}


def receipts_changed(states: Iterable[ReceiptState]) -> View:
    """Return the ``changed`` part that tells inboxes of receipts, and of no text."""
    return {f"receipt.{one.receipt_id}": asdict(ReceiptCard.of(one)) for one in states}


def _addressees(messages: list[Message]) -> defaultdict[UUID, list[View]]:
    receipts = Receipt.objects.select_related("person", "state").order_by("queued_at", "pk")
    rows = Addressee.objects.filter(message__in=messages).select_related(
        "person", "organisation"
    )
    rows = rows.prefetch_related(Prefetch("receipts", receipts)).order_by("position")
    wanted = {message.pk: wanted_of(message) for message in messages}
    found: defaultdict[UUID, list[View]] = defaultdict(list)
    for row in rows:
        found[row.message_id].append(_addressee(row, wanted[row.message_id]))
    return found


def _addressee(row: Addressee, wanted: str) -> View:
    people = [_person(receipt) for receipt in row.receipts.all()]
    name, name_en = "", ""
    if row.person is not None:
        name = row.person.name
    elif row.organisation is not None:
        name, name_en = row.organisation.name_zh, row.organisation.name_en
    return {
        "kind": str(row.kind),
        "name": name,
        "name_en": name_en,
        "post": str(row.post),
        "region": row.region_id,
        "people": people,
        "answered": any(reached(each["stage"], wanted) for each in people),
    }


def _person(receipt: Receipt) -> View:
    state = receipt.state
    return {
        "id": str(receipt.person_id),
        "name": receipt.person.name,
        "stage": str(state.stage),
        "queued_at": iso(receipt.queued_at),
        "delivered_at": iso_or_none(state.delivered_at),
        "read_at": iso_or_none(state.read_at),
        "read_back_at": iso_or_none(state.read_back_at),
        "words": state.words,
    }
