"""What Redis tells this process: one subscription per channel, for ever."""

import asyncio
import logging
import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SLOWEST = 5.0  # seconds between attempts at a dead Redis
DEAD_AFTER = 15.0  # seconds without a word from a Redis that is asked for one every 5
PING_EVERY = 5.0


class Bell:
    """Keeps a subscription to whatever is wanted, through every death of Redis.

    ``rung(channel, data)`` is called for each message. ``settled(channel)`` is called
    when a subscription holds: what was rung before has not been heard, and has to be
    looked up in the journal.
    """

    def __init__(
        self, rung: Callable[[str, bytes], None], settled: Callable[[str], None]
    ) -> None:
        """Want nothing yet."""
        self._rung = rung
        self._settled = settled
        self._wanted: set[str] = set()
        self._changed = asyncio.Event()
        self._stopping = asyncio.Event()
        self._heard_at = 0.0

    def want(self, channel: str) -> None:
        """Subscribe soon, together with whatever else is wanted now."""
        self._wanted.add(channel)
        self._changed.set()

    def unwant(self, channel: str) -> None:
        """Unsubscribe soon."""
        self._wanted.discard(channel)
        self._changed.set()

    def stop(self) -> None:
        """Let ``listen`` end by itself: a connection attempt cut short would leak a socket."""
        self._stopping.set()

    async def listen(self) -> None:
        """Listen until stopped; wait a little longer after every failure, 5 s at most."""
        wait = 0.1
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                await self._listen_once()
            except (RedisError, OSError, TimeoutError) as error:
                logger.warning("Redis is away: %s", error)
            if time.monotonic() - began > SLOWEST:
                wait = 0.1
            with suppress(TimeoutError):
                async with asyncio.timeout(wait * random.uniform(0.5, 1)):  # noqa: S311
                    await self._stopping.wait()
            wait = min(wait * 2, SLOWEST)

    async def _listen_once(self) -> None:
        client = Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2)
        held = client.pubsub()
        tasks: set[asyncio.Task[Any]] = set()
        try:
            self._heard_at = time.monotonic()
            have = set(self._wanted)
            await held.subscribe(*sorted(have))
            work = (self._keep(held, have), self._hear(held), self._stopping.wait())
            tasks = {asyncio.ensure_future(each) for each in work}
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await end(tasks)
            await held.aclose()  # type: ignore[no-untyped-call]
            await client.aclose()

    async def _keep(self, held: PubSub, have: set[str]) -> None:
        """Bring the subscriptions in line with what is wanted, and ask for signs of life."""
        while True:
            self._changed.clear()
            wanted = set(self._wanted)
            if new := wanted - have:
                await held.subscribe(*sorted(new))
            if old := have - wanted:
                await held.unsubscribe(*sorted(old))
            have = wanted
            try:
                async with asyncio.timeout(PING_EVERY):
                    await self._changed.wait()
            except TimeoutError:
                await held.ping()
                if time.monotonic() - self._heard_at > DEAD_AFTER:
                    raise TimeoutError("no answer") from None

    async def _hear(self, held: PubSub) -> None:
        async for message in held.listen():
            self._heard_at = time.monotonic()
            self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "message":
            self._rung(message["channel"].decode(), message["data"])
        elif message["type"] == "subscribe":
            self._settled(message["channel"].decode())


async def end(tasks: set[asyncio.Task[Any]]) -> None:
    """Cancel tasks until they have ended.

    Under Python 3.11 a cancellation that meets the end of a ``wait_for`` inside the
    Redis client is lost; so once is not enough.
    """
    while tasks:
        for task in tasks:
            task.cancel()
        _, tasks = await asyncio.wait(tasks, timeout=0.1)
