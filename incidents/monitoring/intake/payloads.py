"""What an MQTT message says: a bare number, or JSON whose parts stand where the paths say."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from django.utils.translation import gettext as _

from command.core.errors import Invalid

MOST_BYTES = 1_000_000
PARTS: Final = ("items", "station", "stream", "at", "value", "unit")
LONGEST = 80


class Unreadable(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """A message is no JSON."""


def judged_paths(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the paths of a subscription; a blank one is its part's own name."""
    paths = {}
    for part, path in given.items():
        if part not in PARTS or not isinstance(path, str):
            raise Invalid(_("A path is not known."), field="paths", allowed=list(PARTS))
        text = path.strip()
        if len(text) > LONGEST or not text.isprintable() or ".." in f".{text}.":
            if text:
                raise Invalid(_("A path is names with dots between."), field="paths")
            continue
        paths[part] = text
    return paths


def readings_of(
    payload: bytes,
    *,
    names: Mapping[str, str],
    paths: Mapping[str, str],
    arrived: datetime,
    retained: bool = False,
) -> list[dict[str, Any]]:
    """Return the readings of a message as ``push_readings`` takes them. Raises ``Unreadable``.

    ``names`` are read off the topic. A message without a time was measured when it arrived;
    not so one that the broker has kept for whoever comes (``retained``).
    """
    if len(payload) > MOST_BYTES:
        raise Unreadable
    try:
        told = orjson.loads(payload or b"null")
    except orjson.JSONDecodeError:
        raise Unreadable from None
    whole = at(told, paths["items"]) if "items" in paths else told
    items = whole if isinstance(whole, list) else [whole]
    now = None if retained else arrived.astimezone(UTC).isoformat()
    return [_reading(item, names, paths, now) for item in items]


def at(told: Any, path: str) -> Any:
    """Return what stands at a path of names and numbers: ``data.values.0``."""
    for step in path.split("."):
        if isinstance(told, Mapping):
            told = told.get(step)
        elif isinstance(told, list) and step.isdecimal() and int(step) < len(told):
            told = told[int(step)]
        else:
            return None
    return told


def _reading(
    item: Any, names: Mapping[str, str], paths: Mapping[str, str], now: str | None
) -> dict[str, Any]:
    if not isinstance(item, Mapping | list):
        item, paths = {"value": item}, {}

    def part(name: str) -> Any:
        return at(item, paths.get(name, name))

    reading = {"station": part("station"), "stream": part("stream"), "unit": part("unit")}
    if "id" in names:
        reading |= {"station": None, "stream": names["id"]}
    reading |= {name: names[name] for name in ("station", "stream") if name in names}
    said = part("at")
    reading["at"] = now if said is None else said
    if _has(item, paths.get("value", "value")):
        reading["value"] = part("value")
    return reading


def _has(item: Any, path: str) -> bool:
    whole, _dot, last = path.rpartition(".")
    holder = at(item, whole) if whole else item
    if isinstance(holder, list):
        return last.isdecimal() and int(last) < len(holder)
    return isinstance(holder, Mapping) and last in holder
