"""The journal: append a fact, read what came after a cursor, prove nothing was altered."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now

from command.core import authority, reactions, realtime
from command.core.events import Event, Fact, View, sentences
from command.core.models import Entry, Head, Person, Room


def open_room(key: str, kind: Room.Kind, region: str) -> Room:
    """Open a room and its journal; inside a door."""
    room = Room.objects.create(
        key=key,
        kind=kind,
        region_id=region,
        origin=authority.current(),
        exercise_id=authority.exercise(),
    )
    Head.objects.create(room=room, origin=settings.NODE_ORIGIN)
    announce(key)
    return room


def announce(room: str) -> None:
    """Let whoever may see the room from now on hear of it, after commit."""
    transaction.on_commit(lambda: realtime.announce_room(room), robust=True)


def hold(*rooms: str) -> None:
    """Lock the heads of several rooms in key order, before writing to more than one."""
    wanted = Head.objects.filter(room__in=rooms, origin=settings.NODE_ORIGIN)
    list(wanted.order_by("room_id").select_for_update(of=("self",)).values_list("pk"))


def append(
    event: Event,
    *,
    room: str,
    actor: Person | None,
    changed: Mapping[str, View],
    occurred_at: datetime | None = None,
) -> Entry:
    """Record ``event`` as the next entry of ``room``; tell followers after commit.

    ``occurred_at`` is when it happened in the world; now, when not given.
    Raises ``RuntimeError`` outside a transaction: a fact is recorded with the
    change it describes, or not at all.
    """
    return append_all([Fact(event, changed, occurred_at)], room=room, actor=actor)[0]


def append_all(facts: Sequence[Fact], *, room: str, actor: Person | None) -> list[Entry]:
    """Record several facts as the next entries of ``room``, with as many queries as one.

    What upper floors do about them is done when all are recorded. Raises as
    ``append`` does.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("journal.append is called inside a write door")
    if not facts:
        return []
    # The lock is held until commit. Writers of one room therefore queue here,
    # which is what makes ``seq`` follow commit order.
    head = Head.objects.select_for_update(of=("self",)).get(
        room=room, origin=settings.NODE_ORIGIN
    )
    entries, seq, before = [], head.last_seq, bytes(head.last_hash)
    for fact in facts:
        seq += 1
        entry = _entry(fact, head, seq, actor)
        before = entry.hash = digest(before, entry)
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    Head.objects.filter(pk=head.pk).update(last_seq=seq, last_hash=before)
    for entry in entries:
        reactions.run(entry)
        _publish_later(message_of(entry, actor.name if actor else ""))
    return entries


def _entry(fact: Fact, head: Head, seq: int, actor: Person | None) -> Entry:
    recorded_at = now()
    return Entry(
        room_id=head.room_id,
        origin=head.origin,
        seq=seq,
        kind=fact.event.kind,
        authority=authority.current(),
        actor=actor,
        occurred_at=fact.occurred_at or recorded_at,
        recorded_at=recorded_at,
        payload=_plain(fact.event.payload()),
        changed=_plain(dict(fact.changed)),
    )


def _publish_later(message: dict[str, Any]) -> None:
    # A lambda, not a partial: ``robust`` logs ``__qualname__``, which a partial lacks.
    transaction.on_commit(lambda: realtime.publish(message), robust=True)


def digest(before: bytes, entry: Entry) -> bytes:
    """Return the hash of an entry, chained to the hash ``before`` it."""
    return sha256(before + canonical(entry)).digest()


def canonical(entry: Entry) -> bytes:
    """Return an entry as it is hashed: JSON on one line, keys in order."""
    body = {
        "room": entry.room_id,
        "origin": entry.origin,
        "seq": entry.seq,
        "kind": entry.kind,
        "authority": entry.authority,
        "actor": entry.actor_id,
        "occurred_at": entry.occurred_at.timestamp(),
        "recorded_at": entry.recorded_at.timestamp(),
        "payload": entry.payload,
        "changed": entry.changed,
    }
    return orjson.dumps(body, default=str, option=orjson.OPT_SORT_KEYS)


def message_of(entry: Entry, actor_name: str) -> dict[str, Any]:
    """Return an entry as followers receive it, said in every language."""
    return {
        "is": "entry",
        "room": entry.room_id,
        "origin": entry.origin,
        "seq": entry.seq,
        "kind": entry.kind,
        "authority": entry.authority,
        "actor": {"id": str(entry.actor_id), "name": actor_name} if entry.actor_id else None,
        "occurred_at": entry.occurred_at.isoformat(),
        "recorded_at": entry.recorded_at.isoformat(),
        "payload": entry.payload,
        "changed": entry.changed,
        "says": sentences(entry.kind, entry.payload, actor_name or ""),
    }


def since(room: str, seq: int, *, limit: int = 500) -> list[dict[str, Any]]:
    """Return up to ``limit`` messages of ``room`` after ``seq``, oldest first. One query."""
    entries = Entry.objects.filter(
        room_id=room, origin=settings.NODE_ORIGIN, seq__gt=seq
    ).select_related("actor")
    return [_told(entry) for entry in entries.order_by("seq")[:limit]]


def latest(
    rooms: Iterable[str], *, limit: int = 30, without: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """Return the newest messages of several rooms, newest first. One query.

    ``without`` names kinds of facts to leave out.
    """
    entries = Entry.objects.filter(room__in=list(rooms)).select_related("actor")
    entries = entries.exclude(kind__in=list(without))
    return [_told(entry) for entry in entries.order_by("-recorded_at", "-seq")[:limit]]


def heads(rooms: Iterable[str]) -> dict[str, int]:
    """Return the last ``seq`` of each room. One query."""
    found = Head.objects.filter(room__in=list(rooms), origin=settings.NODE_ORIGIN)
    return dict(found.values_list("room_id", "last_seq"))


def first_break(room: str) -> int | None:
    """Return the ``seq`` of the first entry that does not follow from those before it.

    ``None`` when the chain is whole and ends at the head.
    """
    before, expected = b"", 1
    entries = Entry.objects.filter(room_id=room, origin=settings.NODE_ORIGIN).order_by("seq")
    for entry in entries.iterator():
        if entry.seq != expected or bytes(entry.hash) != digest(before, entry):
            return expected
        before, expected = bytes(entry.hash), expected + 1
    return None if heads([room]).get(room, 0) == expected - 1 else expected


def _plain(value: Any) -> Any:
    # What is hashed now must be what the database gives back: JSON and nothing else.
    return orjson.loads(orjson.dumps(value))


def _told(entry: Entry) -> dict[str, Any]:
    return message_of(entry, entry.actor.name if entry.actor else "")
