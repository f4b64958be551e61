"""The doorbell: tell every process that a room has a new entry.

What is rung here may be lost without harm: the journal is the truth, and the hubs
compare its heads every few seconds. So a dead Redis is logged and forgotten, and
for a moment not asked again, because a write must not wait for a bell.
"""

import logging
import time
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import connection
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

PATIENCE = 0.5  # seconds for one bell
SILENT_FOR = 2.0  # seconds without a bell after one that failed

# Who may see what has changed: a new room, a share, a duty, the end of a session.
SIGHT = "sight"

# Team, latitude, longitude (WGS 84 degrees), heading in degrees, Unix time in ms, status.
Unit = tuple[str, float, float, float | None, int, str]

_silent_until = 0.0


def publish(message: dict[str, Any]) -> None:
    """Ring the bell for one entry, after commit; may be lost without harm.

    The frame is encoded here, once for all processes and sockets. ``seq`` and
    ``kind`` stand before it, so that a hub need not decode it.
    """
    frame = orjson.dumps(message)
    head = f"{message['seq']} {message['kind']} ".encode()
    _ring(room_channel(message["room"]), head + frame)


def announce_room(key: str) -> None:
    """Tell those who follow everything they may see that they may see one room more."""
    _ring(channel(SIGHT), f"room {key}".encode())


def recheck(person_id: UUID) -> None:
    """Have the rights and sessions behind a person's sockets checked at once."""
    _ring(channel(SIGHT), f"person {person_id}".encode())


def publish_positions(city: str, units: Sequence[Unit]) -> None:
    """Pass on where the teams of a city are; the newest word of each is what counts."""
    if units:
        _ring(positions_channel(city), orjson.dumps([list(unit) for unit in units]))


def publish_presence(room: str, data: bytes) -> None:
    """Pass on who looks at what in a room; nothing is kept."""
    _ring(presence_channel(room), data)


def presence_channel(room: str) -> str:
    """Return the Redis channel for who is where in a room."""
    return channel(f"presence.{room}")


def room_channel(room: str) -> str:
    """Return the Redis channel of a room."""
    return channel(f"room.{room}")


def positions_channel(city: str) -> str:
    """Return the Redis channel of a city's positions."""
    return channel(f"positions.{city}")


def channel(name: str) -> str:
    """Return the Redis channel for ``name`` in this installation.

    Channels know no Redis database number: two installations that share a Redis
    are kept apart by the PostgreSQL database they stand on.
    """
    place = connection.settings_dict
    return f"{_namespace(str(place['NAME']), str(place['PORT']))}.{name}"


@lru_cache(maxsize=8)
def _namespace(database: str, port: str) -> str:
    return "jc." + sha256(f"{port}/{database}".encode()).hexdigest()[:8]


@lru_cache(maxsize=2)
def client(url: str) -> "Redis":
    """Return this process's client of Redis; it waits half a second at most."""
    # One retry: a connection that stood through a restart of Redis fails once.
    return Redis.from_url(
        url,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 1),
    )


def _ring(name: str, data: bytes) -> None:
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        client(settings.REDIS_URL).publish(name, data)
    except (RedisError, OSError) as error:
        _silent_until = time.monotonic() + SILENT_FOR
        logger.warning("The doorbell did not ring: %s", error)
