"""Everything the board of forces shows, read for one person and one address."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.gis.geos import Point

from command.core.models import Exercise, Person
from incidents.models import Incident
from incidents.selectors import open_to, seen
from resources.dispatch.filters import ASSETS, STOCKS, TEAMS, Filters
from resources.dispatch.selectors.candidates import Candidate, candidates
from resources.dispatch.selectors.cards import Unit
from resources.dispatch.selectors.known import units_of
from resources.dispatch.selectors.units import chosen, in_status, listed
from resources.dispatch.words import STATUSES, said
from resources.lifecycle import TeamKind, TeamStatus
from resources.selectors import NeedCard, needs_of

OFFERED = 60  # incidents to choose from
IN_COLUMN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The incident that forces are looked for, its needs, and whose world it is."""

    incident: Incident | None
    needs: tuple[NeedCard, ...]
    need: NeedCard | None
    world: UUID | None

    @property
    def point(self) -> Point | None:
        """Where it is."""
        return self.incident.point if self.incident else None


@dataclass(frozen=True, slots=True)
class Column:
    """The forces in one status; ``more`` are not drawn."""

    status: str
    name: str
    count: int
    units: tuple[Unit, ...]

    @property
    def more(self) -> int:
        """How many are not drawn."""
        return self.count - len(self.units)


def scene(person: Person, by: Filters) -> Scene:
    """Return what is looked for. Raises ``NotThere`` for an incident out of sight."""
    incident = seen(by.incident, person) if by.incident else None
    needs = tuple(n for n in needs_of(incident.pk) if not n.closed) if incident else ()
    need = next((n for n in needs if n.id == str(by.need)), None)
    world = incident.exercise_id if incident else _exercise() if by.drill else None
    return Scene(incident=incident, needs=needs, need=need, world=world)


def exercised() -> bool:
    """Return whether there is an exercise whose forces one may look at."""
    return _exercise() is not None


def incidents_to_choose(person: Person) -> Iterable[Incident]:
    """Return the running incidents in sight, gravest first."""
    return open_to(person)[:OFFERED]


def best(person: Person, by: Filters, at: Scene) -> list[Candidate]:
    """Return who could come soonest for the chosen need, or for the chosen kind."""
    what = at.need.what if at.need else by.kind
    if not what or at.point is None:
        return []
    wanted = at.need.open if at.need else 1
    return candidates(person, by, what, wanted, at.point, at.world)


def else_nearest(person: Person, by: Filters, at: Scene) -> Unit | None:
    """Return who would be there first of what is wanted if they were free, if anybody."""
    what = at.need.what if at.need else by.kind
    if not what or at.point is None:
        return None
    units = [
        unit
        for of in ((TEAMS,) if what in TeamKind.values else (ASSETS, STOCKS))
        for unit in listed(person, Filters(of=of, kind=what), at.point, at.world).units
        if unit.minutes is not None and unit.status != TeamStatus.UNAVAILABLE
    ]
    return min(units, key=lambda unit: unit.minutes or 0, default=None)


def columns(person: Person, by: Filters, at: Scene) -> list[Column]:
    """Return the forces by status, as on a board with pins."""
    rows = chosen(person, by, at.world)
    if by.of == STOCKS:
        return []
    found = []
    for status in STATUSES:
        there = rows.filter(in_status(by.of, status))
        count = there.count()
        units = units_of(there.order_by("region_id", "name")[:IN_COLUMN], by.of, person)
        found.append(Column(status, said(status), count, tuple(units)))
    return found


def drawn(person: Person, by: Filters, at: Scene) -> list[Unit]:
    """Return what the map shows: the page of the list, with its places."""
    shown = listed(person, by, at.point, at.world).units
    return [unit for unit in shown if unit.lat is not None]


def _exercise() -> UUID | None:
    there = Exercise.objects.exclude(state=Exercise.State.REMOVED)
    return there.order_by("-started_at").values_list("pk", flat=True).first()
