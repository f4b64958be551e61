"""The hub: one per process, between the bell, the journal and the sockets."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import Error

from command.core import journal, realtime
from command.core.feed import sight
from command.core.feed.bell import Bell, end
from command.core.feed.frames import Frame
from command.core.feed.guard import Guard
from command.core.feed.positions import Positions
from command.core.feed.presence import LOOK_EVERY, Presence
from command.core.feed.pulse import Pulse
from command.core.feed.rooms import RoomFeed

if TYPE_CHECKING:
    from command.core.feed.socket import Socket

logger = logging.getLogger(__name__)

STRAGGLERS = 0.03  # seconds to wait for entries that were committed together and rang crosswise


class Hub:
    """Starts with the first socket of a process and ends with the last."""

    _hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, "Hub"] = WeakKeyDictionary()

    def __init__(self) -> None:
        """Hold nothing; the first socket starts it."""
        self.rooms: dict[str, RoomFeed] = {}
        self.sockets: dict[UUID, set[Socket]] = {}  # by person
        self.bell = Bell(self._rung, self._settled)
        self.guard = Guard(self)
        self.pulse = Pulse(self)
        self.positions = Positions(self)
        self.presence = Presence(self)
        self._presence_prefix = realtime.presence_channel("")
        self._room_prefix = realtime.room_channel("")
        self._positions_prefix = realtime.positions_channel("")
        self._sight = realtime.channel(realtime.SIGHT)
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening: asyncio.Task[None] | None = None
        self._filling: set[str] = set()
        self._unsettled: set[str] = set()

    @classmethod
    def here(cls) -> "Hub":
        """Return the hub of this event loop."""
        loop = asyncio.get_running_loop()
        hub = cls._hubs.get(loop)
        if hub is None:
            hub = cls._hubs[loop] = cls()
        return hub

    def enter(self, socket: "Socket", inbox_head: int) -> None:
        """Take a socket in; its person's inbox is listened to from now on."""
        if not self.sockets:
            self._start()
        self.sockets.setdefault(socket.person.pk, set()).add(socket)
        self.pulse.enter(socket)
        self.use(socket.person.room, inbox_head, socket.person.pk)

    async def ended(self) -> None:
        """End what ran beside the sockets once the last of them has left."""
        if not self.sockets and self._listening is not None:
            await end(set(self._tasks))
            self.bell.stop()
            await self._listening

    def leave(self, socket: "Socket") -> None:
        """Forget a socket."""
        mine = self.sockets.get(socket.person.pk, set())
        mine.discard(socket)
        self.pulse.leave(socket)
        self.positions.leave(socket)
        self.presence.leave(socket)
        if not mine and self.sockets.pop(socket.person.pk, None) is not None:
            self.release(socket.person.room, socket.person.pk)
        if not self.sockets:
            # The next socket starts another hub; this one's last consumer ends its tasks.
            self._hubs.pop(asyncio.get_running_loop(), None)

    def use(self, key: str, head: int, user: object) -> RoomFeed:
        """Return the room, followed from its head on if nobody here followed it yet."""
        room = self.rooms.get(key)
        if room is None:
            room = RoomFeed(key, head, fill=self._fill_soon, touched=self._touched)
            self.rooms[key] = room
            self.bell.want(realtime.room_channel(key))
        room.users.add(user)
        room.exists(head)
        return room

    def release(self, key: str, user: object) -> None:
        """Let a room go when nobody here needs it any more."""
        room = self.rooms.get(key)
        if room is None:
            return
        room.users.discard(user)
        if not room.users:
            del self.rooms[key]
            self.bell.unwant(realtime.room_channel(key))

    async def read(self, room: RoomFeed, cursor: int) -> list[Frame]:
        """Return what followed ``cursor``: what is at hand, else a page of the journal."""
        return room.after(cursor) or await sight.ask(sight.page, room.key, cursor)

    async def check_heads(self, keys: Iterable[str]) -> None:
        """Compare rooms with the journal and fetch what nobody rang for. One query."""
        for key, head in (await sight.ask(journal.heads, list(keys))).items():
            room = self.rooms.get(key)
            if room is not None:
                room.exists(head)

    def background(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside the sockets, for as long as there are any."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            logger.error("The hub stumbled.", exc_info=error)

    def _start(self) -> None:
        self.bell.want(self._sight)
        self._listening = asyncio.get_running_loop().create_task(_keep(self.bell.listen))
        for work in (self.pulse.beat, self.guard.watch, self.positions.tick, self._look_around):
            self.background(_keep(work))

    def _rung(self, channel: str, data: bytes) -> None:
        try:
            if channel.startswith(self._room_prefix):
                room = self.rooms.get(channel.removeprefix(self._room_prefix))
                if room is not None:
                    room.hear(Frame.of_bell(room.key, data))
            elif channel == self._sight:
                self.guard.told(data.decode())
            elif channel.startswith(self._presence_prefix):
                self.presence.hear(channel.removeprefix(self._presence_prefix), data)
            elif channel.startswith(self._positions_prefix):
                self.positions.take(channel.removeprefix(self._positions_prefix), data)
        except (ValueError, TypeError, LookupError):
            logger.warning("Not a word of ours on %s.", channel)

    async def _look_around(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            self.presence.look()

    def _settled(self, channel: str) -> None:
        if channel.startswith(self._presence_prefix):
            self.presence.settled(channel.removeprefix(self._presence_prefix))
        # What was rung before the subscription held is looked up; a hundred rooms at once.
        if channel.startswith(self._room_prefix):
            if not self._unsettled:
                asyncio.get_running_loop().call_later(STRAGGLERS, self._check_settled)
            self._unsettled.add(channel.removeprefix(self._room_prefix))

    def _check_settled(self) -> None:
        keys, self._unsettled = self._unsettled & self.rooms.keys(), set()
        if keys:
            self.background(self._check_calmly(keys))

    async def _check_calmly(self, keys: set[str]) -> None:
        try:
            await self.check_heads(keys)
        except Error as error:
            logger.warning("The heads could not be read: %s", error)

    def _touched(self, room: RoomFeed, frame: Frame) -> None:
        self.pulse.touched(room)
        self.guard.entered(room, frame)

    def _fill_soon(self, room: RoomFeed) -> None:
        if room.key not in self._filling:
            self._filling.add(room.key)
            self.background(self._fill(room))

    async def _fill(self, room: RoomFeed) -> None:
        try:
            await asyncio.sleep(STRAGGLERS)
            while room.cursor < room.heard and room.users:
                frames = await sight.ask(sight.page, room.key, room.cursor)
                if not frames:
                    room.heard = room.cursor  # rung for nothing
                for frame in frames:
                    room.hear(frame)
        except Error as error:
            logger.warning("A gap in %s stays for now: %s", room.key, error)
        finally:
            self._filling.discard(room.key)


async def _keep(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do something that never ends; a mistake in it is reported and does not end it."""
    while True:
        try:
            return await work()
        except Exception:
            logger.exception("The hub stumbled.")
            await asyncio.sleep(1)
