"""The list of tasks: every state, sorted, a page at a time."""

from dataclasses import dataclass

from django.db.models import F

from command.core.models import Person
from command.tasking.desk.beside import Beside, beside
from command.tasking.desk.cards import ACCEPTED, DONE, WAITING, Line
from command.tasking.desk.filters import SORTS, Filters
from command.tasking.desk.selectors.lines import States, lines, narrowed
from command.tasking.lifecycle import Status
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
# In which column the work beside the incidents stands that is in the state of a task.
STANDS: dict[str, str] = {
    Status.ISSUED: WAITING,
    Status.ACKNOWLEDGED: ACCEPTED,
    Status.COMPLETED: DONE,
    Status.VERIFIED: DONE,
}
assert set(COLUMN) == set(SORTS)


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list; work beside the incidents stands on top of the first."""

    lines: tuple[Line, ...]
    beside: tuple[Beside, ...]
    total: int
    page: int
    pages: int


def listed(person: Person, by: Filters) -> Listed:
    """Return one page."""
    rows = _rows(person, by)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(by.page, pages)
    besides = _beside(person, by)
    return Listed(
        lines=tuple(lines(rows[(page - 1) * PAGE : page * PAGE], person)),
        beside=besides if page == 1 else (),
        total=total + len(besides),
        page=page,
        pages=pages,
    )


def all_of(person: Person, by: Filters) -> list[Line]:
    """Return the whole list, as far as a file may hold it."""
    return lines(_rows(person, by)[:MOST], person)


def _beside(person: Person, by: Filters) -> tuple[Beside, ...]:
    passed, _late_beyond = beside(person, by)
    if not by.state:
        return passed
    return tuple(one for one in passed if one.column == STANDS.get(by.state))


def _rows(person: Person, by: Filters) -> States:
    rows = narrowed(visible_to(person), person, by)
    if by.state:
        rows = rows.filter(status=by.state)
    field = F(COLUMN[by.sort])
    order = field.desc(nulls_last=True) if by.down else field.asc(nulls_last=True)
    return rows.order_by(order, "task__number", "pk")
