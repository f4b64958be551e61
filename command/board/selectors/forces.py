"""The matrix of forces: what is free, of what there is, per kind and city."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.board.cards import Age, ForceCell, ForceRow, Forces
from command.board.selectors.cities import EVERY_S
from command.board.selectors.sight import Sight
from command.board.selectors.stood import Stood
from command.core import regions
from resources.adviser.floors import floors_of_all
from resources.dispatch.selectors.kept import reserved_counts
from resources.lifecycle import TeamKind as K
from resources.models import Supply
from resources.selectors.forces import Counts, stock_counts, team_counts

# Nineteen kinds of team do not fit a wall; families of them do.
FAMILIES: Mapping[str, tuple[str | Promise, tuple[K, ...]]] = MappingProxyType(
    {
        "fire": (pgettext_lazy("forces", "Fire"), (K.FIRE, K.FOREST)),
        "medical": (_("Medical"), (K.MED, K.CDC)),
        "flood": (_("Flood, water"), (K.FLOOD, K.WATER)),
        "repair": (_("Engineering"), (K.ROAD, K.POWER, K.UTIL, K.COMMS, K.USAR, K.MINE)),
        "hazard": (_("Chemicals"), (K.HAZCHEM, K.ENV)),
        "air": (_("Aviation, UAV"), (K.AIR,)),
    }
)
ROWS = 7  # what stands on the screen without scrolling
Cells = dict[str, tuple[int, int]]  # city → available, total
# What each city keeps back of each thing, and what is kept for later of it.
Kept = tuple[Mapping[str, Mapping[str, int]], Mapping[tuple[str, str], int]]


def forces(sight: Sight) -> Forces:
    """Return the families that somebody has, then the scarcest equipment. Seven queries.

    Real forces are counted; those of an exercise instead when the reader asks for the
    drill: never both together.
    """
    shown = sight.exercise if sight.drill and sight.scopes else None
    if not sight.scopes:
        return _forces(sight, [], now())
    kept = _kept(shown)
    rows = [*_teams(team_counts(shown), kept), *_equipment(stock_counts(shown), kept)]
    return _forces(sight, rows, now())


def forces_at(sight: Sight, then: Stood, at: datetime) -> Forces:
    """Return the matrix as it stood: what was free, of what there was. Three queries.

    The floors are those of today, and what had been kept for later is not replayed.
    """
    shown = sight.exercise if sight.drill and sight.scopes else None
    if not sight.scopes:
        return _forces(sight, [], at)
    kept: Kept = (_kept(shown)[0], {})
    rows = [*_teams(then.teams(shown), kept), *_equipment(then.things(shown), kept)]
    return _forces(sight, rows, at)


def _forces(sight: Sight, rows: list[ForceRow], at: datetime) -> Forces:
    exercise = sight.exercise if sight.scopes else None
    shown = exercise if sight.drill else None
    return Forces(
        cities=tuple(regions.name(code).removesuffix("市") for code in regions.CITIES),
        rows=tuple(rows[:ROWS]),
        age=Age(at=at, every=EVERY_S),
        exercised=exercise is not None,
        drill=shown is not None,
    )


def _row(key: str, name: str, cells: Cells, whats: Iterable[str], kept: Kept) -> ForceRow:
    floors, reserved = kept
    kinds = [str(what) for what in whats]
    found = []
    for city in regions.CITIES:
        available, total = cells.get(city, (0, 0))
        least = sum(floors.get(city, {}).get(kind, 0) for kind in kinds)
        later = sum(reserved.get((kind, city), 0) for kind in kinds)
        found.append(ForceCell(available, total, floor=least, reserved=later))
    return ForceRow(key, name, tuple(found))


def _kept(exercise: UUID | None) -> Kept:
    """Return what each city keeps back of each thing, and what is kept for later."""
    floors = floors_of_all(regions.CITIES)
    least = {
        c: {what: rule.least for what, rule in rules.items()} for c, rules in floors.items()
    }
    return least, reserved_counts(exercise)


def _teams(counts: Counts, kept: Kept) -> list[ForceRow]:
    by_kind = _by_what(counts)
    rows = []
    for key, (name, kinds) in FAMILIES.items():
        cells = _added(by_kind.get(kind, {}) for kind in kinds)
        if cells:
            rows.append(_row(key, str(name), cells, kinds, kept))
    return rows


def _by_what(counts: Counts) -> dict[str, Cells]:
    found: dict[str, Cells] = {}
    for (what, city), cell in counts.items():
        found.setdefault(what, {})[city] = (cell.available, cell.total)
    return found


def _added(parts: Iterable[Cells]) -> Cells:
    found: Cells = {}
    for part in parts:
        for city, (available, total) in part.items():
            before = found.get(city, (0, 0))
            found[city] = (before[0] + available, before[1] + total)
    return found


def _equipment(counts: Counts, kept: Kept) -> list[ForceRow]:
    by_supply = _by_what(counts)
    # What is used up by using it is counted in the stores, not on the screen.
    lasting = Supply.objects.filter(is_consumable=False).in_bulk(list(by_supply))

    def left(code: str) -> float:
        total = sum(pair[1] for pair in by_supply[code].values())
        return sum(pair[0] for pair in by_supply[code].values()) / total if total else 1.0

    scarcest = sorted(lasting, key=lambda code: (left(code), code))[:ROWS]
    return [_row(code, lasting[code].name, by_supply[code], [code], kept) for code in scarcest]
