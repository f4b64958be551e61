"""The list of tasks: every state, sorted, a page at a time."""

from dataclasses import dataclass

from django.db.models import F

from command.core.models import Person
from command.tasking.desk.cards import Line
from command.tasking.desk.filters import SORTS, Filters
from command.tasking.desk.selectors.lines import States, lines, narrowed
from command.tasking.selectors import visible_to

PAGE = 100
MOST = 5000  # rows of a file
COLUMN = {
    "due": "due_at",
    "number": "task__number",
    "title": "task__title",
    "incident": "task__incident__number",
    "assignee": "assignee_label",
    "state": "status",
    "age": "at",
}
assert set(COLUMN) == set(SORTS)


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


def listed(person: Person, by: Filters) -> Listed:
    """Return one page."""
    rows = _rows(person, by)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(by.page, pages)
    return Listed(
        tuple(lines(rows[(page - 1) * PAGE : page * PAGE], person)), total, page, pages
    )


def all_of(person: Person, by: Filters) -> list[Line]:
    """Return the whole list, as far as a file may hold it."""
    return lines(_rows(person, by)[:MOST], person)


def _rows(person: Person, by: Filters) -> States:
    rows = narrowed(visible_to(person), person, by)
    if by.state:
        rows = rows.filter(status=by.state)
    field = F(COLUMN[by.sort])
    order = field.desc(nulls_last=True) if by.down else field.asc(nulls_last=True)
    return rows.order_by(order, "task__number", "pk")
