"""Whose span of control is too wide, in words: a mark above the tasks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Person
from command.tasking.lifecycle import TaskKind
from command.tasking.selectors import Span, spans_of
from command.tasking.selectors.span import AREA


@dataclass(frozen=True, slots=True)
class Wide:
    """Somebody who answers for more open orders than the limit, and how to split them."""

    name: str
    is_me: bool
    open: int
    most: int
    by_area: bool
    shares: tuple[tuple[str, int], ...]


def wide(person: Person) -> list[Wide]:
    """Return those at the desks of the reader's city who answer for too much, the reader first.

    Three queries.
    """
    found = [span for span in spans_of(person.origin, person) if span.is_over]
    mine = str(person.pk)
    return [_wide(s, mine) for s in sorted(found, key=lambda span: span.person != mine)]


def _wide(span: Span, mine: str) -> Wide:
    by_area = span.split_by == AREA
    shares = [
        (regions.name(part.key) if by_area else str(TaskKind(part.key).label), part.orders)
        for part in span.shares
    ]
    name = _("You") if span.person == mine else span.name
    return Wide(name, span.person == mine, span.open, span.most or 0, by_area, tuple(shares))
