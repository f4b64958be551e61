"""One socket: what it follows, and how far it has been told."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import Error

from command.core.feed import sight
from command.core.feed.frames import TRY_LATER, Message, closing, said
from command.core.feed.outlet import Kept, Outlet, Send
from command.core.feed.positions import Box
from command.core.feed.rooms import RoomFeed
from command.core.models import Person

if TYPE_CHECKING:
    from command.core.feed.hub import Hub

MOST_ROOMS = 1000  # per socket
MOST_WORDS = 64  # answers that may wait for a client that does not read


class Socket:
    """Follows rooms: each is either live or, with a cursor of its own, catching up.

    A room goes live for this socket in the same step in which its cursor is found to
    be the room's: nothing can come between, so nothing is missed or told twice.
    """

    __slots__ = (
        "_catching",
        "_joined",
        "_lagging",
        "_left",
        "closed",
        "follows_all",
        "hub",
        "outlet",
        "person",
        "rooms",
        "session_key",
    )

    def __init__(self, hub: "Hub", send: Send, person: Person, session_key: str) -> None:
        """Follow nothing yet."""
        self.hub = hub
        self.person = person
        self.session_key = session_key
        self.outlet = Outlet(send, self._fall_behind)
        self.rooms: dict[str, RoomFeed] = {}
        self.follows_all = False
        self.closed = False
        self._lagging: dict[RoomFeed, int] = {}
        self._left: set[str] = set()
        self._joined: dict[str, int] = {}  # live, but not told so yet
        self._catching: asyncio.Task[None] | None = None

    async def join(self, cursors: Mapping[str, int]) -> None:
        """Follow those of the rooms that the person may; refuse the others by name."""
        heads = await sight.ask(sight.permitted, self.person, cursors)
        for room in cursors.keys() - heads.keys():
            self._drop(room)
            self.tell(said("refused", code="not_permitted", room=room))
        if len(self.rooms.keys() | heads.keys()) > MOST_ROOMS:
            self.tell(said("refused", code="too_many_rooms"))
            return
        self._left -= heads.keys()
        self._follow({room: cursors[room] for room in heads}, heads)
        self._tell_if_live()

    async def follow_all(self, cursors: Mapping[str, int]) -> None:
        """Follow every room that the person may see, now and later."""
        seen = await self.hub.guard.sight_of(self.person.pk)
        if seen is None:
            return  # disabled a moment ago; the guard closes the socket
        self.follows_all = True
        for room in cursors.keys() - seen.heads.keys():
            self._evict(room)
        self._follow({r: since for r, since in cursors.items() if r in seen.heads}, seen.heads)
        self.may_see(seen)
        self._tell_if_live()

    def may_see(self, seen: sight.Sight) -> None:
        """Leave what may no longer be seen; when following all, follow what is new."""
        for room in self.rooms.keys() - seen.heads.keys():
            self._evict(room)
        if self.follows_all:
            new = sight.newest(seen.heads).keys() - self.rooms.keys() - self._left
            # From the first entry on: a room that is new here was opened a moment ago.
            self._follow(dict.fromkeys(new, 0), seen.heads)
        self.hub.positions.may_see(self, seen.cities)

    def leave(self, room: str) -> None:
        """Follow a room no longer, as the client wishes."""
        self._left.add(room)
        self._drop(room)

    async def view(self, box: Box) -> None:
        """Be told of the units in the box."""
        cities = await sight.ask(sight.cities_of, self.person)
        if not self.closed:
            self.hub.positions.look(self, box, cities)

    def tell(self, message: Message) -> None:
        """Say something to this socket alone."""
        if not self.closed:
            self.outlet.push(message)

    def close(self, code: int) -> None:
        """Close the socket from this side; it hears nothing more."""
        if not self.closed:
            self.outlet.forget()
            self.outlet.push(closing(code))
            self._let_go()

    def end(self) -> None:
        """Clear up behind a connection that is no more."""
        self._let_go()
        self.outlet.stop()

    def _let_go(self) -> None:
        if self.closed:
            return
        self.closed = True
        if self._catching is not None:
            self._catching.cancel()
        for room in list(self.rooms):
            self._drop(room)
        self.hub.leave(self)

    def _follow(self, cursors: Mapping[str, int], heads: Mapping[str, int]) -> None:
        if self.closed:
            return
        for key, since in cursors.items():
            room = self.rooms[key] = self.hub.use(key, heads[key], self)
            room.live.pop(self, None)
            # A cursor ahead of the journal comes from another database: begin at its head.
            self._lagging[room] = min(since, max(heads[key], room.cursor))
        self._catch_up_soon()

    def _drop(self, key: str) -> None:
        room = self.rooms.pop(key, None)
        if room is not None:
            room.live.pop(self, None)
            self._lagging.pop(room, None)
            self.hub.presence.leave(self, key)
            self.hub.release(key, self)

    def _evict(self, key: str) -> None:
        self._drop(key)
        self.tell(said("evicted", room=key, code="not_permitted"))

    def _fall_behind(self, lost: list[Kept]) -> None:
        """Take note of what the outlet could not keep, to read it from the journal later."""
        words = [message for message, frame in lost if frame is None]
        if len(words) > MOST_WORDS:
            self.close(TRY_LATER)
            return
        for _message, frame in lost:
            if frame is not None and (room := self.rooms.get(frame.room)):
                room.live.pop(self, None)
                cursor = self._lagging.get(room, frame.seq - 1)
                self._lagging[room] = min(cursor, frame.seq - 1)
        for word in [said("behind"), *words]:
            self.outlet.push(word)
        self._catch_up_soon()

    def _catch_up_soon(self) -> None:
        if self._lagging and self._catching is None:
            self._catching = asyncio.get_running_loop().create_task(self._catch_up())

    async def _catch_up(self) -> None:
        """Send what was missed, room by room, until all are live."""
        try:
            while self._lagging and not self.outlet.gone:
                if self.outlet.busy:
                    self._tell_joined()  # before the first live entry of any of them
                    await self.outlet.flushed()
                    continue
                room, cursor = next(iter(self._lagging.items()))
                if cursor == room.cursor >= room.heard:
                    del self._lagging[room]
                    room.live[self] = self.outlet.push
                    self._joined[room.key] = cursor
                else:
                    self._tell_joined()
                    await self._catch_up_page(room, cursor)
            self._tell_joined()
            self.tell(said("live"))
        except Error:
            self.close(TRY_LATER)
        finally:
            self._catching = None

    async def _catch_up_page(self, room: RoomFeed, cursor: int) -> None:
        frames = await self.hub.read(room, min(cursor, room.cursor))
        for frame in frames:
            room.hear(frame)  # the journal may be ahead of the bell
        if not frames:
            room.heard = room.cursor  # rung for nothing, or removed with its exercise
            if self._lagging.get(room) == cursor:
                self._lagging[room] = room.cursor
        for frame in frames:
            if frame.seq > cursor:
                await self.outlet.flushed()
                if self._lagging.get(room) != cursor:
                    return  # left, or joined anew meanwhile
                self.outlet.push(frame.message, frame)
                cursor = self._lagging[room] = frame.seq

    def _tell_if_live(self) -> None:
        if not self._lagging:
            self.tell(said("live"))

    def _tell_joined(self) -> None:
        if self._joined:
            self.tell(said("joined", rooms=self._joined))
            self._joined = {}
