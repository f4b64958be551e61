"""From the trees of the query language to conditions of the database."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    IsNull,
    LessThan,
    LessThanOrEqual,
)
from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.monitoring.sta.entities import KINDS, Kind, Property
from incidents.monitoring.sta.language.expressions import (
    ADDING,
    COMPARING,
    MULTIPLYING,
    Call,
    Literal,
    Node,
    Order,
    Path,
)
from incidents.monitoring.sta.selectors.functions import FUNCTIONS, Valued, literal, reckoned
from incidents.monitoring.sta.selectors.sight import Sight

ORDERED = frozenset({"text", "number", "time", "date"})
LONGEST_WAY = 6
_NEVER = Q(Value(False, BooleanField()))  # noqa: FBT003
_ALWAYS = Q(Value(True, BooleanField()))  # noqa: FBT003
_COMPARED: dict[str, Any] = {
    "eq": Exact,
    "gt": GreaterThan,
    "ge": GreaterThanOrEqual,
    "lt": LessThan,
    "le": LessThanOrEqual,
}


class Conditions:
    """Turns trees about the entities of one kind into conditions on their table."""

    def __init__(self, kind: Kind, sight: Sight, option: str = "$filter") -> None:
        """Keep what the trees are about."""
        self.kind = kind
        self.sight = sight
        self.option = option

    def flag(self, node: Node) -> Q:
        """Return the condition that a tree says. Raises ``Invalid`` when it says none."""
        if isinstance(node, Call) and node.name in {"and", "or"}:
            one, other = (self.flag(each) for each in node.given)
            return one & other if node.name == "and" else one | other
        if isinstance(node, Call) and node.name == "not":
            return _not(self.flag(node.given[0]))
        ways = {self._way(path) for path in _paths(node)}
        if ways - {()}:
            return self._some(node, ways)
        if isinstance(node, Call) and node.name in COMPARING:
            return self._compared(node.name, *node.given)
        found = self.value(node)
        if found.kind != "flag":
            raise self._wrong(_("A condition is expected."))
        if isinstance(found.of, F):
            return Q(Exact(found.of, Value(True)))  # noqa: FBT003
        return Q(found.of)

    def order(self, given: Order) -> OrderBy:
        """Return what is sorted by. Raises ``Invalid``."""
        paths = list(_paths(given.by))
        if not paths or any(self._way(path) for path in paths):
            raise self._wrong(_("This cannot be sorted by."))
        found = self.value(given.by)
        if found.kind not in ORDERED | {"key"}:
            raise self._wrong(_("This cannot be sorted by."))
        return OrderBy(found.of, descending=given.descending)

    def value(self, node: Node) -> Valued:
        """Return the value that a tree says. Raises ``Invalid``."""
        if isinstance(node, Literal):
            if node.kind == "null":
                return Valued("null", None)
            return literal(node.kind, node.value)
        if isinstance(node, Path):
            prefix, asked = self._followed(node)
            return Valued(asked.kind, F(prefix + asked.column))
        given = tuple(self.value(each) for each in node.given)
        if node.name in ADDING | MULTIPLYING:
            made = reckoned(node.name, *given)
            if made is None:
                raise self._wrong(_("This cannot be reckoned with."), operator=node.name)
            return made
        return self._called(node.name, given)

    def _called(self, name: str, given: tuple[Valued, ...]) -> Valued:
        if name not in FUNCTIONS:
            raise self._wrong(_("There is no such function here."), function=name)
        kinds = tuple(each.kind for each in given)
        for function in FUNCTIONS[name]:
            if function.takes == kinds:
                return Valued(function.gives, function.made(*(each.of for each in given)))
        raise self._wrong(_("The function takes something else."), function=name)

    def _compared(self, operator: str, left: Node, right: Node) -> Q:
        one, other = self.value(left), self.value(right)
        if other.kind == "null":
            one, other = other, one
        if operator == "ne":
            return _not(self._same(one, other))
        if operator == "eq":
            return self._same(one, other)
        if one.kind != other.kind or one.kind not in ORDERED:
            raise self._wrong(_("These cannot be compared."), operator=operator)
        return Q(_COMPARED[operator](one.of, other.of))

    def _same(self, one: Valued, other: Valued) -> Q:
        if one.kind == "null":
            empty = other.kind == "null"
            return _ALWAYS if empty else Q(IsNull(other.of, True))  # noqa: FBT003
        if "key" in {one.kind, other.kind}:
            return self._keyed(*((one, other) if one.kind == "key" else (other, one)))
        if one.kind != other.kind or one.kind not in ORDERED | {"flag"}:
            raise self._wrong(_("These cannot be compared."), operator="eq")
        return Q(Exact(_plain(one.of), _plain(other.of)))

    def _keyed(self, key: Valued, given: Valued) -> Q:
        if given.kind == "key":
            return Q(Exact(key.of, given.of))
        if given.kind != "text" or not isinstance(given.of, Value):
            raise self._wrong(_("These cannot be compared."), operator="eq")
        try:
            return Q(Exact(key.of, UUID(given.of.value)))
        except ValueError:
            return _NEVER

    def _some(self, node: Node, ways: set[tuple[str, ...]]) -> Q:
        """Return that there is one, among the many that a link leads to, that fits."""
        if len(ways) > 1:
            raise self._wrong(_("A comparison goes one way only."))
        [way] = ways
        prefix, kind = self._walked(way[:-1])
        link = kind.links[way[-1]]
        target = KINDS[link.target]
        rows = self.sight.rows(target).filter(**{link.column: OuterRef(f"{prefix}pk")})
        inner = Conditions(target, self.sight, self.option).flag(_shorter(node, len(way)))
        return Q(Exists(rows.filter(inner)))

    def _way(self, path: Path) -> tuple[str, ...]:
        """Return the steps to the first link to many; nothing if there is none."""
        kind = self.kind
        for count, step in enumerate(path.parts, start=1):
            link = kind.links.get(step)
            if link is None:
                return ()
            if link.many:
                return path.parts[:count]
            kind = KINDS[link.target]
        return ()

    def _followed(self, path: Path) -> tuple[str, Property]:
        steps = [each for each in path.parts if each[0].isupper()]
        prefix, kind = self._walked(path.parts[: len(steps)])
        name = "/".join(path.parts[len(steps) :])
        asked = kind.properties.get("@iot.id" if name == "id" else name)
        if asked is None:
            raise self._wrong(
                _("There is no such property."), property="/".join(path.parts)[:80]
            )
        return prefix, asked

    def _walked(self, steps: tuple[str, ...]) -> tuple[str, Kind]:
        if len(steps) > LONGEST_WAY:
            raise self._wrong(_("This path is too long."))
        prefix, kind = "", self.kind
        for step in steps:
            link = kind.links.get(step)
            if link is None:
                raise self._wrong(_("There is no such property."), property=step[:80])
            prefix, kind = f"{prefix}{link.column}__", KINDS[link.target]
        return prefix, kind

    def _wrong(self, message: str, **detail: str) -> Invalid:
        return Invalid(message, field=self.option, **detail)


def _paths(node: Node) -> Iterator[Path]:
    if isinstance(node, Path):
        yield node
    elif isinstance(node, Call):
        for each in node.given:
            yield from _paths(each)


def _shorter(node: Node, count: int) -> Node:
    """Return the tree with the first steps of its paths gone."""
    if isinstance(node, Path):
        return Path(node.parts[count:])
    if isinstance(node, Call):
        return Call(node.name, tuple(_shorter(each, count) for each in node.given))
    return node


def _not(condition: Q) -> Q:
    # What is not known is not true; its contrary is.
    known = Coalesce(ExpressionWrapper(condition, BooleanField()), Value(False))  # noqa: FBT003
    return Q(Exact(known, False))  # noqa: FBT003


def _plain(value: Any) -> Any:
    """Return a condition as a value that can be compared."""
    return ExpressionWrapper(value, BooleanField()) if isinstance(value, Q) else value
