"""Saying something, or giving an order."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from django.utils.timezone import now
from django.utils.translation import gettext_lazy

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Duty, Person
from command.core.rooms import register_room
from command.core.times import iso
from incidents import selectors as incidents
from incidents.messaging.actions.chase import await_receipts
from incidents.messaging.actions.telling import (
    inboxes_of,
    name_in,
    names_of,
    tell_inboxes,
)
from incidents.messaging.events import MessageAddressed, MessageSent
from incidents.messaging.folds import MESSAGES, RECEIPTS
from incidents.messaging.models import (
    TEXT_LENGTH,
    Addressee,
    Instruction,
    Message,
    Receipt,
    ReceiptState,
)
from incidents.messaging.rights import require_ordering, require_writing
from incidents.messaging.selectors.cards import card_of_message, changed
from incidents.messaging.selectors.people import addressee, people_of, region_of
from incidents.messaging.targets import targets
from incidents.models import Counter, IncidentState
from incidents.rights import require_open

CHINA = ZoneInfo("Asia/Shanghai")
Kind, Channel = Message.Kind, Message.Channel


@door
def send_message(
    *,
    actor: Person,
    kind: str,
    text: str,
    recipients: Iterable[object] = (),
    incident_id: UUID | None = None,
    channel: str = "",
    region: str | None = None,
    read_back: bool = False,
    instruction: Instruction | None = None,
    occurred_at: datetime | None = None,
) -> Message:
    """Send a message, or give an order, which is numbered, signed and cannot be changed.

    ``recipients`` are named as ``person:<id>``, ``duty:<post>@<region>``,
    ``organisation:<id>`` or ``city:<code>``. Without a ``channel`` it is said in the
    incident, or person to person. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or
    ``BadTransition`` for an order in an incident that has ended.
    """
    state = incidents.locked(incident_id, actor=actor) if incident_id else None
    where = _channel(channel, state, region, actor)
    to = [addressee(target, n) for n, target in enumerate(targets(recipients), start=1)]
    _judge(actor, kind, text, where, to)
    signed: Duty | None = None
    if kind == Kind.ORDER:
        signed = require_ordering(actor, [region_of(one) for one in to], state)
        if state is not None:
            require_open(state)
    else:
        require_writing(actor, where, region or actor.origin, state)

    place = state.incident.region_id if state else region or actor.origin
    exercise = state.incident.exercise_id if state else authority.exercise()
    at = occurred_at or now()
    with authority.in_exercise(exercise):
        message = Message(
            kind=kind,
            number=_number(at, exercise) if signed else "",
            channel=where,
            incident=state.incident if state else None,
            region_id=place,
            room=_room(where, state, place, exercise),
            text=text.strip(),
            read_back=read_back,
            sender=actor,
            signed_as=_signature(signed),
            instruction=instruction,
            sent_at=at,
        )
        message.digest = _digest(message, to)
        message.save(force_insert=True)
        receipts = _write(message, to)
    _record(message, receipts, actor)
    return message


def _channel(given: str, state: IncidentState | None, region: str | None, actor: Person) -> str:
    channel = given or (Channel.INCIDENT if state else Channel.PERSON)
    if channel not in Channel.values or (channel == Channel.INCIDENT) != (
        state is not None and channel != Channel.PERSON
    ):
        raise Invalid(gettext_lazy("There is no such channel here."), field="channel")
    if region is not None and not regions.known(region):
        raise Invalid(gettext_lazy("There is no such region."), field="region")
    return channel


def _judge(actor: Person, kind: str, text: str, channel: str, to: list[Addressee]) -> None:
    if kind not in Kind.values:
        raise Invalid(gettext_lazy("It is a message or an order."), field="kind")
    if not text.strip() or len(text.strip()) > TEXT_LENGTH:
        raise Invalid(
            gettext_lazy("Write what is to be said, in at most 2,000 characters."),
            field="text",
        )
    if not to and (kind == Kind.ORDER or channel == Channel.PERSON):
        raise Invalid(gettext_lazy("Name whom it is for."), field="recipients")
    if any(one.person_id == actor.pk for one in to):
        raise Invalid(gettext_lazy("Nobody writes to themselves."), field="recipients")


def _number(at: datetime, exercise: UUID | None) -> str:
    """Return the next number of the authority's orders in the year; held until commit."""
    origin = authority.current()
    prefix = f"ORD-{origin}-{at.astimezone(CHINA):%Y}"
    key = f"{prefix}@{exercise}" if exercise else prefix
    Counter.objects.get_or_create(origin=origin, prefix=key)
    counter = Counter.objects.select_for_update().get(origin=origin, prefix=key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}-{counter.last:03}"


def _signature(duty: Duty | None) -> str:
    if duty is None:
        return ""
    return f"{duty.post}@{duty.region_id or duty.room_id}"[:60]


def _room(channel: str, state: IncidentState | None, place: str, exercise: UUID | None) -> str:
    if channel == Channel.PERSON:
        return ""
    if state is not None:
        return state.incident.room_id
    return register_room(regions.REGION if channel == Channel.JOINT else place, exercise)


def _digest(message: Message, to: list[Addressee]) -> str:
    """Return SHA-256 over what was signed: who, as what, when, to whom, which words."""
    named = [
        [str(one.kind), str(one.person_id or one.organisation_id or one.region_id), one.post]
        for one in to
    ]
    signed = [
        message.number, str(message.sender_id), message.signed_as, iso(message.sent_at),
        message.text, message.read_back, named,
    ]  # fmt: skip
    return sha256(orjson.dumps(signed)).hexdigest()


def _write(message: Message, to: list[Addressee]) -> list[ReceiptState]:
    """Write the addressees, and a receipt for each person behind them but the sender."""
    state = MESSAGES.begin(message)
    known = {message.sender_id}
    receipts = []
    for one in to:
        one.message = message
        one.save(force_insert=True)
        fresh = [person for person in people_of(one) if person.pk not in known]
        known |= {person.pk for person in fresh}
        receipts += queue(one, fresh)
    if message.kind == Kind.ORDER:
        await_receipts(state)
    return receipts


def queue(one: Addressee, people: Iterable[Person]) -> list[ReceiptState]:
    """Write a receipt for each of the people; for doors."""
    at = now()
    made = [
        Receipt(message=one.message, addressee=one, person=person, queued_at=at)
        for person in people
    ]
    for receipt in made:
        receipt.claim()
    Receipt.objects.bulk_create(made)
    states = [ReceiptState(receipt=each, **RECEIPTS.start(each)) for each in made]
    ReceiptState.objects.bulk_create(states)
    return states


def _record(message: Message, receipts: list[ReceiptState], actor: Person) -> None:
    name = name_in(message)
    if message.room:
        card = card_of_message(message.pk)
        journal.hold(message.room, *inboxes_of(receipts))
        journal.append(
            MessageSent(**name, to=names_of(card.to), text=message.text),
            room=message.room,
            actor=actor,
            changed=changed(card),
            occurred_at=message.sent_at,
        )
    tell_inboxes(receipts, MessageAddressed(**name), actor, message.sent_at)
