"""Who looks at what, and which field they edit: advisory, in memory and over Redis only.

Nothing of it is a fact, so nothing of it reaches the journal or the database. Whoever
follows a room may say that they look at a thing in it, and is told who else does.
"""

import re
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from command.core import realtime
from command.core.feed import sight
from command.core.feed.frames import said

if TYPE_CHECKING:
    from command.core.feed.hub import Hub
    from command.core.feed.socket import Socket

LASTS = 18.0  # seconds without a word, after which somebody has gone; pages repeat it every 8
LOOK_EVERY = 1.0  # seconds
MOST = 8  # things that one socket may look at
MOST_TEXT = 60  # characters of the name of a field
THING = re.compile(r"[a-z_]{1,20}\.[0-9a-f-]{36}")
ASK = b"?"  # on the channel: tell me who is there

Mark = tuple[str, str]  # room, thing


@dataclass(slots=True)
class Seen:
    """One socket somewhere that looks at a thing."""

    person: str
    name: str
    field: str
    heard_at: float


class Presence:
    """Passes on who is where, and forgets whoever has not been heard of for a while."""

    def __init__(self, hub: "Hub") -> None:
        """Know nobody yet."""
        self._hub = hub
        self._mine: dict[Socket, dict[Mark, Seen]] = {}
        self._tokens: dict[Socket, str] = {}
        self._seen: dict[str, dict[tuple[str, str], Seen]] = {}  # room → (thing, token)

    def enter(self, socket: "Socket", room: str, thing: str, field: str) -> bool:
        """Take note that a socket looks at a thing; it must follow the room."""
        marks = self._mine.setdefault(socket, {})
        if room not in socket.rooms or (len(marks) >= MOST and (room, thing) not in marks):
            return False
        token = self._tokens.setdefault(socket, secrets.token_hex(6))
        person = socket.person
        new = (room, thing) not in marks
        seen = Seen(str(person.pk), person.name, field[:MOST_TEXT], time.monotonic())
        marks[room, thing] = seen
        if room not in self._seen:
            self._seen[room] = {}
            self._hub.bell.want(realtime.presence_channel(room))
        if new:
            self._tell_one(socket, room, thing)
        self._say(room, [[token, thing, seen.person, seen.name, seen.field]])
        return True

    def leave(
        self, socket: "Socket", room: str | None = None, thing: str | None = None
    ) -> None:
        """Forget what a socket looks at: all of it, what is in a room, or one thing."""
        marks = self._mine.get(socket, {})
        gone = [m for m in marks if room in {None, m[0]} and thing in {None, m[1]}]
        for mark in gone:
            del marks[mark]
            self._say(mark[0], [[self._tokens[socket], mark[1], None, "", ""]])
        if not marks:
            self._mine.pop(socket, None)
            self._tokens.pop(socket, None)
        for key in {mark[0] for mark in gone}:
            if not any(mark[0] == key for theirs in self._mine.values() for mark in theirs):
                self._seen.pop(key, None)
                self._hub.bell.unwant(realtime.presence_channel(key))

    def settled(self, room: str) -> None:
        """Ask the other processes who is there: their words until now were not heard."""
        self._hub.background(sight.ask(realtime.publish_presence, room, ASK))

    def hear(self, room: str, data: bytes) -> None:
        """Take a word from some process, this one too, and tell whom it concerns."""
        known = self._seen.get(room)
        if known is None:
            return
        if data == ASK:
            self._say(room, self._all_mine(room))
            return
        changed = set()
        for token, thing, person, name, field in orjson.loads(data):
            before = known.pop((thing, token), None)
            if person is not None:
                known[thing, token] = Seen(person, name, field, time.monotonic())
            if (before and (before.person, before.field)) != (person and (person, field)):
                changed.add(thing)
        for thing in changed:
            self._tell(room, thing)

    def look(self) -> None:
        """Forget whoever has not been heard of for a while, here and elsewhere."""
        over = time.monotonic() - LASTS
        for socket, marks in list(self._mine.items()):
            for (room, thing), seen in list(marks.items()):
                if seen.heard_at < over:
                    self.leave(socket, room, thing)
        for room, known in list(self._seen.items()):
            late = [key for key, seen in known.items() if seen.heard_at < over]
            for key in late:
                del known[key]
            for thing in {thing for thing, _token in late}:
                self._tell(room, thing)

    def _all_mine(self, room: str) -> list[list[Any]]:
        return [
            [self._tokens[socket], thing, seen.person, seen.name, seen.field]
            for socket, marks in self._mine.items()
            for (key, thing), seen in marks.items()
            if key == room
        ]

    def _say(self, room: str, words: list[list[Any]]) -> None:
        if words:
            data = orjson.dumps(words)
            self._hub.background(sight.ask(realtime.publish_presence, room, data))

    def _tell(self, room: str, thing: str) -> None:
        for socket, marks in list(self._mine.items()):
            if (room, thing) in marks:
                self._tell_one(socket, room, thing)

    def _tell_one(self, socket: "Socket", room: str, thing: str) -> None:
        """Tell a socket who else is there; somebody with two pages open is one person."""
        people: dict[str, dict[str, str]] = {}
        for (its_thing, _token), seen in self._seen.get(room, {}).items():
            if its_thing != thing or seen.person == str(socket.person.pk):
                continue
            if seen.field or seen.person not in people:
                people[seen.person] = {
                    "id": seen.person,
                    "name": seen.name,
                    "field": seen.field,
                }
        told = list(people.values())
        socket.tell(said("present", room=room, object=thing, people=told))
