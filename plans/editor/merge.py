"""Changing a document part by part, so that what two people do at once is both kept.

Pure, over plain data. A part is found by its key, never by its place, and a field is
changed only when it still says what the editor saw.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final

from django.utils.translation import gettext as _

from command.core.errors import Invalid, NotThere
from plans.document.rules import Parts
from plans.document.shape import CHAPTERS, Document

Data = dict[str, Any]

CLASSES: Final[Mapping[str, type]] = {
    field.name: field.metadata["rule"].of
    for field in fields(Document)
    if isinstance(field.metadata["rule"], Parts)
}
FIRST_KEYS: Final[Mapping[str, str]] = {
    "chapters": "C-01", "triggers": "TR-1", "roles": "R01", "steps": "T-01",
    "notices": "N-01", "asks": "A-01", "offers": "O-01",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else changed after the editor saw it."""

    field: str
    yours: Any
    now: Any
    base: Any


def edited(
    data: Data, part: str, key: str, values: Mapping[str, Any], base: Mapping[str, Any]
) -> tuple[Data, list[Clash]]:
    """Return the document with the ``values`` of one part, and where they clash.

    What equals its ``base`` was not changed and is left as it is now. A field that clashes
    keeps what it says now. Raises ``NotThere`` or ``Invalid``.
    """
    told = deepcopy(data)
    there = found(told, part, key)
    known = {field.name for field in fields(CLASSES[part])}
    clashes = []
    for name, value in values.items():
        if name not in known:
            raise Invalid(_("A plan has no such field."), field=name)
        if name in base and value == base[name]:
            continue
        now = there[name]
        if value == now:
            continue
        if name in base and now != base[name]:
            clashes.append(Clash(name, value, now, base[name]))
        elif name == "key":
            _rename(told, part, there, value)
        else:
            there[name] = value
    return told, clashes


def added(data: Data, part: str, after: str = "") -> tuple[Data, str]:
    """Return the document with a new part behind ``after`` or at the end, and its key."""
    told = deepcopy(data)
    row = told[_list(part)]
    keys = [each["key"] for each in row]
    key = _next_key(keys, FIRST_KEYS[part])
    new = {field.name: _default(field) for field in fields(CLASSES[part])} | {"key": key}
    if part == "chapters":
        used = {each["part"] for each in row}
        new["part"] = next((name for name in CHAPTERS if name not in used), "other")
    row.insert(keys.index(after) + 1 if after in keys else len(row), new)
    return told, key


def moved(data: Data, part: str, key: str, by: int) -> Data:
    """Return the document with a part moved ``by`` places; not beyond either end."""
    told = deepcopy(data)
    row = told[_list(part)]
    there = found(told, part, key)
    index = row.index(there)
    row.insert(max(0, min(len(row) - 1, index + by)), row.pop(index))
    return told


def removed(data: Data, part: str, key: str) -> Data:
    """Return the document without a part. Who refers to it still does: the check says so."""
    told = deepcopy(data)
    told[_list(part)].remove(found(told, part, key))
    return told


def restored(data: Data, part: str, value: Mapping[str, Any], at: int) -> Data:
    """Return the document with a part that was removed, back where it was."""
    told = deepcopy(data)
    told[_list(part)].insert(max(0, at), dict(value))
    return told


def found(data: Data, part: str, key: str) -> Data:
    """Return a part by its key. Raises ``NotThere``."""
    for each in data[_list(part)]:
        if each["key"] == key:
            known: Data = each
            return known
    raise NotThere(_("This part is not in the plan any more."), part=part, key=key)


def _list(part: str) -> str:
    if part not in CLASSES:
        raise NotThere(_("A plan has no such part."), part=part)
    return part


def _next_key(keys: Sequence[str], first: str) -> str:
    last = keys[-1] if keys and keys[-1][-1].isdigit() else ""
    stem = (last or first).rstrip("0123456789")
    width = len(last or first) - len(stem)
    number = int(last[len(stem) :]) if last else 0
    while True:
        number += 1
        key = f"{stem}{number:0{width}}"
        if key not in keys:
            return key


def _default(field: Any) -> Any:
    if field.default is MISSING:
        return ""
    return list(field.default) if isinstance(field.default, tuple) else field.default


def _rename(data: Data, part: str, there: Data, key: Any) -> None:
    """Give a part another key; who refers to it follows."""
    if any(each["key"] == key for each in data[part]):
        raise Invalid(_("Another part has this mark already."), at="key", field="key")
    old, there["key"] = there["key"], key
    if part == "steps":
        for step in data["steps"]:
            step["after"] = [key if each == old else each for each in step["after"]]
        _refer(data["asks"], "step", old, key)
    if part == "roles":
        _refer(data["steps"], "role", old, key)
        _refer(data["notices"], "to", old, key, lambda notice: notice["to_kind"] == "role")


def _refer(
    rows: list[Data],
    name: str,
    old: str,
    key: str,
    meant: Callable[[Data], bool] = lambda row: True,
) -> None:
    for row in rows:
        if row[name] == old and meant(row):
            row[name] = key
