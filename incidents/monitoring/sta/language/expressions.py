"""What is asked of each thing: ``$filter`` and ``$orderby`` as trees.

The grammar is that of OData 4 without lambdas: ``or`` binds weakest, then ``and``,
``not``, comparisons, ``add``/``sub``, ``mul``/``div``/``mod``. The parser descends by hand,
no deeper than ``DEEPEST``, and evaluates nothing.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.dateparse import parse_duration
from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.monitoring.sta.language.tokens import Word, words

DEEPEST = 24
COMPARING = frozenset({"eq", "ne", "gt", "ge", "lt", "le"})
ADDING = frozenset({"add", "sub"})
MULTIPLYING = frozenset({"mul", "div", "mod"})
CONSTANTS: dict[str, tuple[str, Any]] = {
    "true": ("flag", True),
    "false": ("flag", False),
    "null": ("null", None),
}


@dataclass(frozen=True, slots=True)
class Literal:
    """A value; ``kind`` is text, number, time, date, span, place, flag or null."""

    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Path:
    """A property, or what one comes to by links."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function or an operator with what it is applied to."""

    name: str
    given: "tuple[Node, ...]"


Node = Literal | Path | Call


@dataclass(frozen=True, slots=True)
class Order:
    """One of the things by which is sorted."""

    by: Node
    descending: bool


def condition(text: str) -> Node:
    """Return the tree of a ``$filter``. Raises ``Invalid`` with the position of a mistake."""
    reader = _Reader(text, "$filter")
    found = reader.either()
    reader.finish()
    return found


def orders(text: str) -> tuple[Order, ...]:
    """Return what an ``$orderby`` sorts by. Raises ``Invalid``."""
    reader = _Reader(text, "$orderby")
    found = [reader.order()]
    while reader.takes(","):
        found.append(reader.order())
    reader.finish()
    return tuple(found)


class _Reader:
    """Descends through the words of one option."""

    def __init__(self, text: str, option: str) -> None:
        self.words = words(text, option)
        self.option = option
        self.end = len(text)
        self.next = 0
        self.depth = 0

    def either(self) -> Node:
        return self._chain({"or"}, self._both)

    def order(self) -> Order:
        by = self._sum()
        return Order(by, self.takes("asc", "desc") == "desc")

    def takes(self, *texts: str) -> str | None:
        """Go on if one of these names or marks comes next; return it."""
        word = self._peek()
        if word is not None and word.kind in {"name", "mark"} and word.text in texts:
            self.next += 1
            return word.text
        return None

    def finish(self) -> None:
        """Raise ``Invalid`` unless all has been read."""
        if self.next < len(self.words):
            raise self._mistake()

    def _both(self) -> Node:
        return self._chain({"and"}, self._negated)

    def _negated(self) -> Node:
        if self.takes("not"):
            return Call("not", (self._deeper(self._negated),))
        return self._compared()

    def _compared(self) -> Node:
        left = self._sum()
        operator = self.takes(*COMPARING)
        return Call(operator, (left, self._sum())) if operator else left

    def _sum(self) -> Node:
        return self._chain(ADDING, self._product)

    def _product(self) -> Node:
        return self._chain(MULTIPLYING, self._single)

    def _chain(self, operators: set[str] | frozenset[str], part: Callable[[], Node]) -> Node:
        found = part()
        while operator := self.takes(*operators):
            found = Call(operator, (found, part()))
        return found

    def _single(self) -> Node:
        word = self._peek()
        if word is None:
            raise self._mistake()
        if self.takes("("):
            inner = self._deeper(self.either)
            self._expect(")")
            return inner
        self.next += 1
        if word.kind == "name":
            return self._named(word)
        if word.kind == "mark":
            self.next -= 1
            raise self._mistake()
        return self._literal(word)

    def _named(self, word: Word) -> Node:
        if self.takes("("):
            return Call(word.text, self._arguments())
        if word.text in CONSTANTS:
            return Literal(*CONSTANTS[word.text])
        parts = [word.text]
        while self.takes("/"):
            step = self._peek()
            if step is None or step.kind != "name":
                raise self._mistake()
            self.next += 1
            parts.append(step.text)
        return Path(tuple(parts))

    def _arguments(self) -> tuple[Node, ...]:
        if self.takes(")"):
            return ()
        given = [self._deeper(self.either)]
        while self.takes(","):
            given.append(self._deeper(self.either))
        self._expect(")")
        return tuple(given)

    def _deeper(self, part: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Invalid(_("This is nested too deeply."), field=self.option, limit=DEEPEST)
        found = part()
        self.depth -= 1
        return found

    def _literal(self, word: Word) -> Literal:
        try:
            return Literal(word.kind, READ[word.kind](word.text))
        except (ValueError, OverflowError):
            self.next -= 1
            raise self._mistake() from None

    def _expect(self, mark: str) -> None:
        if not self.takes(mark):
            raise self._mistake()

    def _peek(self) -> Word | None:
        return self.words[self.next] if self.next < len(self.words) else None

    def _mistake(self) -> Invalid:
        word = self._peek()
        position = word.at if word else self.end
        return Invalid(_("This cannot be read."), field=self.option, position=position)


def moment(text: str) -> datetime:
    """Return a time with its zone. Raises ``ValueError``, also for years nobody means."""
    # A plus that was not escaped in an address arrives as a blank.
    given = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text.replace(" ", "+")))
    if given.tzinfo is None or not 1900 <= given.year <= 2200:
        raise ValueError(text)
    return given.astimezone(UTC)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _span(text: str) -> timedelta:
    given = parse_duration(text)
    if given is None or abs(given) > timedelta(days=36600):
        raise ValueError(text)
    return given


READ: dict[str, Callable[[str], Any]] = {
    "time": moment,
    "date": date.fromisoformat,
    "number": _number,
    "span": _span,
    "place": str,
    "text": lambda text: text.replace("''", "'"),
}
