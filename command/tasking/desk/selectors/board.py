"""The board: columns, lanes, and what is overdue beyond the filters."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Min
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Person
from command.core.policies import rooms_visible_to
from command.tasking.desk.beside import Beside, beside
from command.tasking.desk.cards import COLUMNS, DONE, Board, Column, Lane, Line
from command.tasking.desk.filters import ASSIGNEE, CITY, INCIDENT, Filters
from command.tasking.desk.selectors.lines import (
    late,
    lines,
    looks_to_order,
    narrowed,
    running,
)
from command.tasking.desk.words import columns as names_of_columns
from command.tasking.lifecycle import RUNNING, Status

MOST = 400  # cards drawn at once; beyond that the filters are the way
DONE_MOST = 30  # of those that are over, the last
OUTSIDE = 12
OPEN = [s for s in Status if s not in {Status.DRAFT, Status.CANCELLED, Status.VERIFIED}]
URGENCY = (F("due_at").asc(nulls_last=True), "task__number", "pk")


def board(person: Person, by: Filters) -> Board:
    """Return the board as ``person`` may see it, narrowed by the filters."""
    at = now()
    seen = running(person)
    chosen = narrowed(seen, person, by)
    found = lines(chosen.filter(status__in=OPEN).order_by(*URGENCY)[:MOST], person)
    over = chosen.filter(status=Status.VERIFIED)
    found += lines(over.order_by("-verified_at")[:DONE_MOST], person)
    shown = {UUID(line.id) for line in found}
    missed = late(seen, at).order_by("due_at")
    outside = [] if not by.narrowed else missed.exclude(pk__in=shown)[:OUTSIDE]
    total = chosen.filter(status__in=OPEN).count()
    besides, beyond = beside(person, by)
    every: list[Line | Beside] = [*besides, *found]
    waiting = [one.due_at for one in besides if one.is_open and one.due_at >= at]
    coming = [due for due in (next_due(person, at), *waiting) if due]
    return Board(
        lanes=_lanes(found, besides, by, over.count()),
        outside=tuple(lines(outside, person)) if by.narrowed else (),  # type: ignore[arg-type]
        total=total + sum(one.is_open for one in besides),
        late=sum(one.late for one in every),
        drafts=chosen.filter(status=Status.DRAFT).count(),
        shown=min(total, MOST) + sum(one.is_open for one in besides),
        next_due=min(coming, default=None),
        counts={key: sum(one.column == key for one in every) for key in COLUMNS},
        assignees=_assignees(person),
        incidents=_incidents(person),
        looks=tuple(looks_to_order(person)),
        beside=besides,
        beside_outside=beyond,
    )


def next_due(person: Person, at: datetime) -> datetime | None:
    """Return when the next task in sight will be late. One query."""
    coming = running(person).filter(status__in=RUNNING, due_at__gte=at)
    found: datetime | None = coming.aggregate(first=Min("due_at"))["first"]
    return found


def _lanes(
    found: list[Line], besides: Sequence[Beside], by: Filters, over: int
) -> tuple[Lane, ...]:
    if not by.group:
        return (Lane("all", "", None, _columns(found, besides, over)),)
    groups: dict[str, list[Line | Beside]] = {}
    every: list[Line | Beside] = [*found, *besides]
    for one in every:
        groups.setdefault(_group(one, by.group), []).append(one)
    lanes = [
        Lane(
            key or "none",
            _name(members[0], by.group),
            members[0].level if isinstance(members[0], Line) and by.group == INCIDENT else None,
            _columns(
                [each for each in members if isinstance(each, Line)],
                [each for each in members if isinstance(each, Beside)],
                0,
            ),
        )
        for key, members in groups.items()
    ]
    return tuple(sorted(lanes, key=_order))


def _order(lane: Lane) -> tuple[int, int, str]:
    """Put what is late first, then the gravest, then by name."""
    return (-lane.late, lane.level or 9, lane.name)


def _group(line: Line | Beside, by: str) -> str:
    if isinstance(line, Beside):
        return {CITY: line.city, ASSIGNEE: line.owner}.get(by, "")
    return {
        INCIDENT: line.card.incident,
        CITY: line.card.city,
        ASSIGNEE: line.card.assignee_id or "",
    }[by]


def _name(line: Line | Beside, by: str) -> str:
    if isinstance(line, Beside):
        named = {CITY: regions.name(line.city), ASSIGNEE: line.who}
        return named.get(by) or _("Beside the incidents")
    if by == CITY:
        return regions.name(line.card.city)
    if by == INCIDENT:
        return line.incident or _("An incident that you do not see")
    return line.who or _("Given to nobody yet")


def _columns(found: Iterable[Line], besides: Sequence[Beside], over: int) -> tuple[Column, ...]:
    names = names_of_columns()
    kept: dict[str, list[Line]] = {key: [] for key in COLUMNS}
    for line in found:
        kept[line.column].append(line)
    return tuple(
        Column(
            key,
            names[key],
            # The late stand on top; the sort keeps the order of the rest.
            tuple(sorted(kept[key], key=lambda line: not line.late)),
            max(0, over - len(kept[key])) if key == DONE else 0,
            tuple(one for one in besides if one.column == key),
        )
        for key in COLUMNS
    )


def _assignees(person: Person) -> tuple[tuple[str, str], ...]:
    rows = running(person).filter(status__in=OPEN, assignee_id__isnull=False)
    found = rows.order_by("assignee_label").values_list("assignee_id", "assignee_label")
    return tuple((str(key), label) for key, label in found.distinct())


def _incidents(person: Person) -> tuple[tuple[str, str], ...]:
    rooms = rooms_visible_to(person).values("key")
    rows = running(person).filter(task__incident__room__in=rooms)
    found = rows.order_by("-task__incident__reported_at", "task__incident").values_list(
        "task__incident", "task__incident__title", "task__incident__reported_at"
    )
    return tuple((str(key), title) for key, title, _at in found.distinct())
