"""What may stand in a field of the document: judged, and described as JSON Schema.

Both come from the one rule, so that what is published is what is read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from command.core import regions

KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,11}")
LONGEST_MINUTES: Final = 60 * 24 * 60  # sixty days
LARGEST: Final = 1_000_000
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a length; ``least`` counts without the white space around them."""

    least: int
    most: int

    def holds(self, value: Any) -> bool:
        """Return whether ``value`` is such a text, without NUL."""
        if not isinstance(value, str) or "\x00" in value:
            return False
        return self.least <= len(value.strip()) and len(value) <= self.most

    def schema(self) -> Schema:
        """Describe it."""
        return {"type": "string", "minLength": self.least, "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Key:
    """The name of a part inside its plan; may be empty where it refers to nothing yet."""

    empty: str = ""  # "may" when it may be

    def holds(self, value: Any) -> bool:
        """Return whether ``value`` is a key."""
        if value == "" and self.empty:
            return True
        return isinstance(value, str) and KEY.fullmatch(value) is not None

    def schema(self) -> Schema:
        """Describe it."""
        pattern = rf"^({KEY.pattern})?$" if self.empty else rf"^{KEY.pattern}$"
        return {"type": "string", "pattern": pattern}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    least: int
    most: int

    def holds(self, value: Any) -> bool:
        """Return whether ``value`` is such a number; true and false are none."""
        return type(value) is int and self.least <= value <= self.most

    def schema(self) -> Schema:
        """Describe it."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Number:
    """A number, whole or not."""

    least: float
    most: float

    def holds(self, value: Any) -> bool:
        """Return whether ``value`` is such a number."""
        return type(value) in {int, float} and self.least <= value <= self.most

    def schema(self) -> Schema:
        """Describe it."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def holds(self, value: Any) -> bool:
        """Return whether ``value`` is one of both."""
        return isinstance(value, bool)

    def schema(self) -> Schema:
        """Describe it."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these values."""

    values: Sequence[Any]

    def holds(self, value: Any) -> bool:
        """Return whether ``value`` is one of them."""
        return isinstance(value, (str, int)) and value in self.values

    def schema(self) -> Schema:
        """Describe it."""
        return {"enum": list(self.values)}


@dataclass(frozen=True, slots=True)
class Place:
    """The code of a region, or empty: the city of the plan."""

    def holds(self, value: Any) -> bool:
        """Return whether there is such a region."""
        return value == "" or (isinstance(value, str) and regions.known(value))

    def schema(self) -> Schema:
        """Describe it."""
        return {"type": "string", "pattern": r"^(15\d{4})?$"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of plain values, each once."""

    of: Any
    most: int

    def holds(self, value: Any) -> bool:
        """Return whether ``value`` is such a list."""
        if not isinstance(value, (list, tuple)) or len(value) > self.most:
            return False
        return all(self.of.holds(each) for each in value) and len(set(value)) == len(value)

    def schema(self) -> Schema:
        """Describe it."""
        items = self.of.schema()
        return {"type": "array", "items": items, "maxItems": self.most, "uniqueItems": True}


@dataclass(frozen=True, slots=True)
class Parts:
    """A list of parts of one class; those that have a ``key`` each have another."""

    of: type
    most: int


MINUTES: Final = Whole(0, LONGEST_MINUTES)
LEVEL: Final = OneOf((1, 2, 3, 4))


def is_(rule: Any, default: Any = ...) -> Any:
    """Return a field that must hold to ``rule``; required when no default is given."""
    told = {"rule": rule}
    if default is ...:
        return field(metadata=told)
    return field(default=default, metadata=told)
