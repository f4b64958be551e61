"""Rights, checked again: when they change, and every half minute in any case."""

import asyncio
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import Error

from command.core.feed import sight
from command.core.feed.frames import UNAUTHENTICATED, Frame
from command.core.feed.rooms import RoomFeed

if TYPE_CHECKING:
    from command.core.feed.hub import Hub

logger = logging.getLogger(__name__)

EVERY = 30.0  # seconds: expiring duties and shares, ended sessions
GATHER = 0.2  # seconds in which several reasons to look become one look
TOGETHER = 0.02  # seconds in which those who arrive are asked for with one question
# Facts after which whoever is concerned is looked at again.
ABOUT_SIGHT = ("duty.", "room.", "person.")


class Guard:
    """Takes from each socket what its person may no longer see, and gives what is new."""

    def __init__(self, hub: "Hub") -> None:
        """Look at nobody yet."""
        self._hub = hub
        self._due: set[UUID] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._asking: asyncio.Task[dict[UUID, sight.Sight]] | None = None
        self._asked_for: set[UUID] = set()

    def told(self, word: str) -> None:
        """Take a word from another process: a new room, or a person to look at."""
        what, _, which = word.partition(" ")
        if what == "room":
            everything = (
                person
                for person, sockets in self._hub.sockets.items()
                if any(socket.follows_all for socket in sockets)
            )
            self.look_at(everything)
        elif what == "person":
            self.look_at([UUID(which)])

    def entered(self, room: RoomFeed, frame: Frame) -> None:
        """Look again at whoever is concerned when an entry changes rights."""
        if not frame.kind.startswith(ABOUT_SIGHT):
            return
        inbox = room.key.removeprefix("person.")
        if inbox != room.key:
            self.look_at([UUID(inbox)])
        else:
            self.look_at(
                person
                for person, sockets in self._hub.sockets.items()
                if any(room.key in socket.rooms for socket in sockets)
            )

    def look_at(self, people: Iterable[UUID]) -> None:
        """Look at these people soon, together with whoever else comes up meanwhile."""
        self._due.update(person for person in people if person in self._hub.sockets)
        if self._due and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(GATHER, self._look_now)

    async def sight_of(self, person: UUID) -> sight.Sight | None:
        """Return what a person may see; those who come together are asked for together.

        After a restart of the server a thousand screens are back within seconds.
        """
        self._asked_for.add(person)
        if self._asking is None:
            self._asking = asyncio.get_running_loop().create_task(self._ask_together())
        return (await asyncio.shield(self._asking)).get(person)

    async def _ask_together(self) -> dict[UUID, sight.Sight]:
        await asyncio.sleep(TOGETHER)
        people, self._asked_for, self._asking = self._asked_for, set(), None
        return await sight.ask(sight.sights, people)

    async def watch(self) -> None:
        """Look at everybody, for ever."""
        while True:
            await asyncio.sleep(EVERY)
            await self.look(set(self._hub.sockets))

    def _look_now(self) -> None:
        self._timer = None
        due, self._due = self._due, set()
        self._hub.background(self.look(due))

    async def look(self, people: set[UUID]) -> None:
        """Compare what the people's sockets follow with what they may see."""
        sockets = [s for person in people for s in self._hub.sockets.get(person, ())]
        try:
            over = await sight.ask(sight.ended, {s.session_key for s in sockets})
            seen = await sight.ask(sight.sights, people)
        except Error as error:
            # Nobody gains by it: who may not see is looked at again in half a minute.
            logger.warning("Rights could not be checked: %s", error)
            return
        for socket in sockets:
            now_seen = seen.get(socket.person.pk)
            if now_seen is None or socket.session_key in over:
                socket.close(UNAUTHENTICATED)
            else:
                socket.may_see(now_seen)
