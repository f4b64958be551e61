"""The OsmAnd dialect: what Traccar's client, OsmAnd and cheap trackers say over HTTP.

Parameters in the address or in a form: ``id``, ``lat``, ``lon`` (or ``location=lat,lon``),
``timestamp`` (seconds, milliseconds or ISO 8601), ``speed`` in knots, ``bearing`` or
``heading``, ``accuracy``, ``batt``. The newer client posts JSON: speed in metres a second,
the battery as a part of one.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from resources.tracking.intake.gate import Refused
from resources.tracking.intake.reading import Told, moment, needed, number
from resources.tracking.lifecycle import Why

KNOT = 0.514444  # metres a second
MOST_BYTES = 8_192


def from_parameters(given: Mapping[str, str]) -> tuple[str, str | None, Told]:
    """Return the name, the key and the position of a request. Raises ``Refused``."""
    lat, lon = given.get("lat"), given.get("lon")
    if "location" in given:
        lat, _comma, lon = given["location"].partition(",")
    speed = number(given.get("speed"))
    told = Told(
        lat=needed(lat),
        lon=needed(lon),
        at=moment(given.get("timestamp")),
        heading=number(given.get("bearing") or given.get("heading")),
        accuracy=number(given.get("accuracy")),
        speed_mps=None if speed is None else speed * KNOT,
        battery=number(given.get("batt") or given.get("battery")),
    )
    return (*who(given), told)


def who(given: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the name and the key that a request gives."""
    return given.get("id") or given.get("deviceid") or "", given.get("key") or None


def from_json(body: bytes) -> tuple[str, str | None, Told]:
    """Return the name, the key and the position of the newer client's message.

    Raises ``Refused``.
    """
    if len(body) > MOST_BYTES:
        raise Refused(Why.UNREADABLE, status=413)
    try:
        given: Any = orjson.loads(body)
        location = given["location"]
        coords = location["coords"]
        battery = location.get("battery") or {}
        level = number(battery.get("level"))
        told = Told(
            lat=needed(coords["latitude"]),
            lon=needed(coords["longitude"]),
            at=moment(location.get("timestamp")),
            heading=number(coords.get("heading")),
            accuracy=number(coords.get("accuracy")),
            speed_mps=number(coords.get("speed")),
            battery=None if level is None else level * 100,
        )
        key = given.get("key")
        return str(given.get("device_id") or ""), str(key) if key else None, told
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError, IndexError):
        raise Refused(Why.UNREADABLE) from None
