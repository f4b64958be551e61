"""The path of a resource: from a collection by keys and links to a value."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from command.core.errors import Invalid, NotThere

MOST_STEPS = 8
_STEP = re.compile(r"(?P<name>[A-Za-z@][A-Za-z_.]*)(?:\((?P<key>[^()]{1,80})\))?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a path: a name, and the key in brackets if there is one."""

    name: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Address:
    """The steps of a path, and whether it ends in ``$ref`` or ``$value``."""

    steps: tuple[Step, ...]
    ending: str


def address(path: str) -> Address:
    """Read the path behind the root. Raises ``NotThere`` or ``Invalid``."""
    parts = path.rstrip("/").split("/")
    ending = parts.pop() if parts[-1] in {"$ref", "$value"} else ""
    if not parts:
        raise NotThere(_("There is no such thing."))
    if len(parts) > MOST_STEPS:
        raise Invalid(_("This path is too long."), limit=MOST_STEPS)
    return Address(tuple(_step(part) for part in parts), ending)


def _step(part: str) -> Step:
    match = _STEP.match(part)
    if match is None:
        raise NotThere(_("There is no such thing."))
    key = match["key"]
    if key is not None and len(key) > 1 and key[0] == key[-1] == "'":
        key = key[1:-1]
    return Step(match["name"], key)
