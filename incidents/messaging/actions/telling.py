"""Recording a fact about a message where it belongs: in its room, and in inboxes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.timezone import now

from command.core import journal
from command.core.events import Event
from command.core.models import Person
from command.core.rooms import inbox_room
from incidents.messaging.models import Message, ReceiptState
from incidents.messaging.selectors.cards import card_of_message, changed, receipts_changed


def name_in(message: Message) -> dict[str, str]:
    """Return what every fact about a message says first."""
    return {
        "message_id": str(message.pk),
        "message_kind": str(message.kind),
        "number": message.number,
        "sender": message.sender.name,
    }


def names_of(to: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the addressees as a fact keeps them: without their receipts."""
    kept = ("kind", "name", "name_en", "post", "region")
    return [{key: one[key] for key in kept} for one in to]


def inboxes_of(receipts: Iterable[ReceiptState]) -> set[str]:
    """Return the inbox rooms of the people of some receipts."""
    return {_inbox(state) for state in receipts}


def tell_inboxes(
    receipts: Iterable[ReceiptState], event: Event, actor: Person | None, at: datetime
) -> None:
    """Record ``event`` in the inbox of each recipient, with nothing of the text."""
    rooms: defaultdict[str, list[ReceiptState]] = defaultdict(list)
    for state in receipts:
        rooms[_inbox(state)].append(state)
    journal.hold(*rooms)
    for room, states in sorted(rooms.items()):
        journal.append(
            event, room=room, actor=actor, changed=receipts_changed(states), occurred_at=at
        )


def tell(
    message: Message,
    event: Event,
    receipts: list[ReceiptState],
    *,
    actor: Person | None,
    also: Iterable[Person] = (),
) -> None:
    """Record ``event`` in the message's room, or in its sender's inbox where it has none.

    ``also`` are people whose inboxes hear of it as well. The view is fetched while the
    room is held: an earlier one could overwrite a newer.
    """
    exercise = message.exercise_id
    inboxes = {inbox_room(person.pk, exercise) for person in also}
    if not message.room:
        inboxes.add(inbox_room(message.sender_id, exercise))
    journal.hold(*filter(None, [message.room]), *inboxes)
    at = now()
    if message.room:
        journal.append(
            event,
            room=message.room,
            actor=actor,
            changed=changed(card_of_message(message.pk)),
            occurred_at=at,
        )
    for room in sorted(inboxes):
        journal.append(
            event,
            room=room,
            actor=actor,
            changed=receipts_changed(receipts),
            occurred_at=at,
        )


def _inbox(state: ReceiptState) -> str:
    return inbox_room(state.receipt.person_id, state.receipt.exercise_id)
