"""One line of a list, and one class of things that become lines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from django.utils.functional import Promise

from command.core.models import Person
from resources.register import dates

Lines = list["Line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing in a list. ``tone`` is short or none where something is lacking.

    ``at`` is when its number was counted or its state began; ``every`` seconds after which
    that is old. ``due`` is the next of its dates.
    """

    what: str
    key: UUID
    name: str
    kind: str
    region: str
    state: str = ""
    status: str = ""
    number: str = ""
    of: str = ""
    tone: str = ""
    detail: str = ""
    due: date | None = None
    days_left: int | None = None
    at: datetime | None = None
    every: int = 86_400
    illustrative: bool = False
    drill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One class of things: which rows, how they are sought, how they become lines."""

    title: str | Promise
    what: str
    rows: Callable[[Person], QuerySet[Any]]
    lines: Callable[[list[Any], Person], Lines]
    kinds: Callable[[], list[tuple[str, str]]]
    kind_field: str
    fields: tuple[str, ...]
    initials: str = ""


def marks(row: Any) -> dict[str, Any]:
    """Return what marks a line as invented, or as an exercise's."""
    return {"illustrative": row.is_illustrative, "drill": row.exercise_id is not None}


def due_of(day: date | None) -> dict[str, Any]:
    """Return the next date of a line, and how many days are left."""
    return {"due": day, "days_left": (day - dates.today()).days if day else None}


def soonest(
    rows: QuerySet[Any], parent: str, field: str, things: Iterable[Any]
) -> dict[UUID, date]:
    """Return the first day of ``field`` for each thing that has one. One query."""
    wanted = rows.filter(
        Q(**{f"{parent}__in": [one.pk for one in things], f"{field}__isnull": False})
    )
    counted = wanted.order_by().values_list(f"{parent}_id").annotate(first=Min(field))
    return dict(counted)
