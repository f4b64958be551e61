"""What two versions of a plan say differently, part by part and key by key. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from plans.document.shape import Document

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one part, before and after; either may be missing."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One chapter, step, role … that was added, removed or changed.

    ``part`` is the list it stands in (``steps``), ``key`` its key there.
    """

    part: str
    key: str
    what: str
    title: str
    changes: tuple[FieldChange, ...] = ()


def differences(before: Document, after: Document) -> list[Difference]:
    """Return what differs, in the order of the parts and then of the newer document."""
    found: list[Difference] = []
    for part in fields(Document):
        found += _of_part(part.name, _keyed(before, part.name), _keyed(after, part.name))
    return found


def _of_part(
    part: str, before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]
) -> Iterator[Difference]:
    for key, now in after.items():
        was = before.get(key)
        if was is None:
            yield Difference(part, key, ADDED, _title(now))
        elif was != now:
            changes = tuple(
                FieldChange(name, was[name], value)
                for name, value in now.items()
                if was[name] != value
            )
            yield Difference(part, key, CHANGED, _title(now), changes)
    for key, was in before.items():
        if key not in after:
            yield Difference(part, key, REMOVED, _title(was))


def _keyed(document: Document, part: str) -> dict[str, dict[str, Any]]:
    return {each.key: asdict(each) for each in getattr(document, part)}


def _title(part: Mapping[str, Any]) -> str:
    for name in ("title", "name", "text", "what"):
        if part.get(name):
            return str(part[name])[:80]
    return ""
