"""Tasks on a line of time: a row for each who has one, a bar from the order to the deadline."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.models import Person
from command.tasking.desk.cards import Line
from command.tasking.desk.filters import Filters
from command.tasking.desk.selectors.board import OPEN, URGENCY, next_due
from command.tasking.desk.selectors.lines import lines, narrowed, running
from command.tasking.lifecycle import Status
from resources.lifecycle import DeploymentStatus
from resources.models import DeploymentState

MOST = 300
PAST = 1 / 3  # of the line lies before now
UNENDING = timedelta(minutes=30)  # what a bar without a deadline reaches beyond now


@dataclass(frozen=True, slots=True)
class Bar:
    """One task: from when to when, in parts of the line; ``due`` is where it should end.

    ``late_from`` is where the late part begins, if there is one; ``travels`` says that
    whoever has it is on the way.
    """

    line: Line
    start: float
    end: float
    due: float | None
    late_from: float | None
    travels: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Whoever has the tasks, with their bars in layers that do not overlap."""

    key: str
    name: str
    late: int
    layers: tuple[tuple[Bar, ...], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The line of time."""

    rows: tuple[Row, ...]
    begins: datetime
    ends: datetime
    ticks: tuple[tuple[datetime, float], ...]
    total: int
    next_due: datetime | None


def timeline(person: Person, by: Filters) -> Timeline:
    """Return the tasks that fall into the hours that are looked at."""
    at = now()
    begins = at - timedelta(hours=by.hours) * PAST
    ends = begins + timedelta(hours=by.hours)
    chosen = narrowed(running(person), person, by)
    found = lines(chosen.filter(status__in=OPEN).order_by(*URGENCY)[:MOST], person)
    over = chosen.filter(status=Status.VERIFIED, verified_at__gte=begins)
    found += lines(over.order_by("-verified_at")[:MOST], person)
    moving = _moving(found)
    rows: dict[str, list[Bar]] = {}
    names: dict[str, str] = {}
    for line in found:
        bar = _bar(line, begins, ends, at, travels=line.card.assignee_id in moving)
        if bar is not None:
            key = line.card.assignee_id or "none"
            rows.setdefault(key, []).append(bar)
            names[key] = line.who or _("Given to nobody yet")
    made = [
        Row(key, names[key], sum(bar.line.late for bar in bars), _layers(bars))
        for key, bars in rows.items()
    ]
    made.sort(key=lambda row: (-row.late, row.name))
    step = timedelta(hours=by.hours / 6)
    return Timeline(
        rows=tuple(made),
        begins=begins,
        ends=ends,
        ticks=tuple(_ticks(begins, ends, step)),
        total=sum(len(bars) for bars in rows.values()),
        next_due=next_due(person, at),
    )


def _moving(found: list[Line]) -> set[str]:
    """Return the teams that are on their way. One query."""
    teams = {
        UUID(line.card.assignee_id)
        for line in found
        if line.card.assignee_kind == "team" and line.card.assignee_id
    }
    rows = DeploymentState.objects.filter(
        deployment__team__in=teams, status=DeploymentStatus.EN_ROUTE
    )
    return {str(key) for key in rows.values_list("deployment__team", flat=True)}


def _bar(
    line: Line, begins: datetime, ends: datetime, at: datetime, *, travels: bool
) -> Bar | None:
    since = line.issued_at or line.at
    until = line.ended_at or max(line.due_at or at + UNENDING, at)
    if until < begins or since > ends:
        return None

    def part(moment: datetime) -> float:
        share = (moment - begins) / (ends - begins)
        return round(min(1.0, max(0.0, share)), 5)

    stopped = line.ended_at or at
    is_late = line.due_at is not None and stopped > line.due_at
    return Bar(
        line=line,
        start=part(since),
        end=part(until),
        due=part(line.due_at) if line.due_at and begins <= line.due_at <= ends else None,
        late_from=part(max(line.due_at, since)) if is_late and line.due_at else None,
        travels=travels and line.column in {"accepted", "waiting"},
    )


def _layers(bars: list[Bar]) -> tuple[tuple[Bar, ...], ...]:
    """Put bars that overlap under each other."""
    layers: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda one: one.start):
        free = next((layer for layer in layers if layer[-1].end <= bar.start), None)
        if free is None:
            layers.append([bar])
        else:
            free.append(bar)
    return tuple(tuple(layer) for layer in layers)


def _ticks(begins: datetime, ends: datetime, step: timedelta) -> list[tuple[datetime, float]]:
    first = begins.replace(minute=0, second=0, microsecond=0)
    found = []
    moment = first
    while moment < ends:
        if moment >= begins:
            found.append((moment, round((moment - begins) / (ends - begins), 5)))
        moment += max(step, timedelta(minutes=30))
    return found
