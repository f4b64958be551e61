"""When somebody last looked at a place, and since when they were away. Redis only.

A flush of Redis loses a card that would have greeted somebody, and nothing else.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.timezone import now
from redis import Redis, RedisError

from command.core import realtime

logger = logging.getLogger(__name__)

COP = "cop"  # the joint command screen, as a place beside the rooms
AWAY = timedelta(minutes=10)
KEPT = timedelta(days=7)
SHOWN = timedelta(hours=12)  # a card that nobody closes


def look(person: UUID, place: str) -> None:
    """Take note that ``person`` looks at ``place`` now."""
    try:
        _redis().set(_key("seen", person, place), now().isoformat(), ex=KEPT)
    except (RedisError, OSError) as error:
        logger.warning("Who looked last is not known: %s", error)


def away_since(person: UUID, place: str) -> datetime | None:
    """Return since when ``person`` was away, if for ten minutes or more; else nothing.

    The answer stays the same until it is put away, so that loading the page again
    does not lose it.
    """
    try:
        held = _redis().mget(_key("away", person, place), _key("seen", person, place))
        away, seen = (
            datetime.fromisoformat(at.decode()) if isinstance(at, bytes) else None
            for at in held
        )
        if away is not None:
            return away
        if seen is None or now() - seen < AWAY:
            return None
        _redis().set(_key("away", person, place), seen.isoformat(), ex=SHOWN)
    except (RedisError, OSError, ValueError) as error:
        logger.warning("Who was away is not known: %s", error)
        return None
    return seen


def put_away(person: UUID, place: str) -> None:
    """Forget since when ``person`` was away: what happened has been read."""
    try:
        _redis().delete(_key("away", person, place))
        look(person, place)
    except (RedisError, OSError) as error:
        logger.warning("A card could not be put away: %s", error)


def _key(what: str, person: UUID, place: str) -> str:
    return realtime.channel(f"{what}.{person}.{place}")


def _redis() -> "Redis":
    return realtime.client(settings.REDIS_URL)
