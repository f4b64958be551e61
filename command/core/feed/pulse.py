"""The heartbeat: the server's clock, and where each room stands."""

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from django.db import Error

from command.core.feed.frames import Message, said
from command.core.feed.rooms import RoomFeed

if TYPE_CHECKING:
    from command.core.feed.hub import Hub
    from command.core.feed.socket import Socket

logger = logging.getLogger(__name__)

EVERY = 2.0  # seconds between two pulses of a socket: a screen shows a loss within 5 s
HEADS_EVERY = 4.0  # seconds between two looks at the journal's heads
GROUPS = 20  # sockets take turns, so that thousands are not told in one breath


class Pulse:
    """Beats for every socket, and finds what was lost without a word.

    A pulse carries the heads of the rooms that moved since the last one. Sockets of
    one group that follow the same of them are told with one frame. A socket that was
    just told something has heard that the server lives, and waits for the next turn.
    """

    def __init__(self, hub: "Hub") -> None:
        """Have nobody to beat for yet."""
        self._hub = hub
        self._groups: list[set[Socket]] = [set() for _ in range(GROUPS)]
        self._moved: list[set[RoomFeed]] = [set() for _ in range(GROUPS)]
        self._turn = 0

    def enter(self, socket: "Socket") -> None:
        """Give a socket a place among the smallest group."""
        min(self._groups, key=len).add(socket)

    def leave(self, socket: "Socket") -> None:
        """Forget a socket."""
        for group in self._groups:
            group.discard(socket)

    def touched(self, room: RoomFeed) -> None:
        """Remember that a room moved on."""
        for moved in self._moved:
            moved.add(room)

    async def beat(self) -> None:
        """Beat for ever."""
        due = time.monotonic()
        checked = due
        while True:
            due += EVERY / GROUPS
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            self._tell(self._turn)
            self._turn = (self._turn + 1) % GROUPS
            if due - checked >= HEADS_EVERY:
                checked = due
                self._hub.background(self._check())
            if time.monotonic() - due > EVERY:
                due = time.monotonic()  # the process was held up: do not catch up on beats

    async def _check(self) -> None:
        try:
            await self._hub.check_heads(list(self._hub.rooms))
        except Error as error:
            logger.warning("The heads could not be read: %s", error)

    def _tell(self, turn: int) -> None:
        moved, self._moved[turn] = self._moved[turn], set()
        at = round(time.time() * 1000)
        plain = said("pulse", at=at, heads={})
        frames: dict[frozenset[RoomFeed], Message] = {frozenset(): plain}
        lately = time.monotonic() - EVERY / 2
        for socket in tuple(self._groups[turn]):
            if socket.outlet.busy or socket.outlet.spoke_at > lately:
                self._moved[turn] |= moved
                continue
            mine = frozenset(room for room in moved if socket in room.live)
            frame = frames.get(mine)
            if frame is None:
                heads = {room.key: room.cursor for room in mine}
                frame = frames[mine] = said("pulse", at=at, heads=heads)
            socket.outlet.push(frame)
