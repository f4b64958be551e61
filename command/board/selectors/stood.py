"""The forces as they stood at a past moment: the present, less what has been told since.

What nobody has told anything of since then stands as it stood. Of the rest the last view
before the moment is looked up in the journal, wherever it may have been told; so the cost
is that of the time since, not of all the time before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from command.board.selectors.picture import touched_since, views_before
from command.core import regions
from command.core.models import Room
from resources.lifecycle import TeamStatus
from resources.models import Asset, Deployment, Stock, Team
from resources.selectors.forces import Cell

KINDS = ("team", "asset", "stock")
# The facts that bring the view of a force; in these words they have an index of their own.
FACTS = (
    "split_part(entry.kind, '.', 1) = ANY "
    "('{team,asset,stock,register,deployment,zone,position}'::text[])"
)
# The first word of a thing: before it, there was none.
BEGINNINGS = (
    "team.registered", "asset.registered", "stock.registered", "register.imported",
)  # fmt: skip
Cells = dict[tuple[str, str], Cell]  # (kind or supply, city)


@dataclass(frozen=True)
class Stood:
    """What of each thing there was: ``(world, what, city) → free, total``."""

    statuses: Mapping[UUID, str]  # of the teams that there were
    sums: Mapping[str, Mapping[tuple[UUID | None, str, str], tuple[int, int]]]

    def teams(self, exercise: UUID | None) -> Cells:
        """Return the teams on standby and in all, real or of one exercise."""
        return self._cells("team", exercise)

    def things(self, exercise: UUID | None) -> Cells:
        """Return the equipment that was free and in all, real or of one exercise."""
        return self._cells("thing", exercise)

    def _cells(self, kind: str, exercise: UUID | None) -> Cells:
        return {
            (what, city): Cell(free, total, None)
            for (world, what, city), (free, total) in self.sums[kind].items()
            if world == exercise
        }


def stood(at: datetime, by: str) -> Stood:
    """Return how many there were of everything, in all worlds. Six queries."""
    touched = touched_since(at, KINDS, only=FACTS)
    views = views_before(list(touched), _rooms(touched), at, by, only=FACTS)
    statuses: dict[UUID, str] = {}
    sums: dict[str, dict[tuple[UUID | None, str, str], tuple[int, int]]]
    sums = {"team": {}, "thing": {}}

    def add(kind: str, key: tuple[UUID | None, str, str], free: int, total: int) -> None:
        before = sums[kind].get(key, (0, 0))
        sums[kind][key] = (before[0] + free, before[1] + total)

    def then(ref: str, field: str, now: Any, otherwise: Any) -> Any:
        """Return a field as it was; ``None`` for what was not there yet."""
        if ref not in touched:
            return now
        if ref in views:
            return views[ref][field]
        return None if touched[ref] in BEGINNINGS else otherwise

    for kind, model in (("team", Team), ("asset", Asset)):
        what = "kind" if model is Team else "supply_id"
        rows: Iterable[Any] = model._default_manager.values_list(
            "id", what, "region_id", "exercise_id", "state__status"
        )
        for key, sort, region, world, now in rows:
            status = then(f"{kind}.{key}", "status", now, TeamStatus.STANDBY.value)
            if status is None:
                continue
            if model is Team:
                statuses[key] = status
            cell = (world, sort, regions.city_of(region))
            add("team" if model is Team else "thing", cell, status == TeamStatus.STANDBY, 1)
    fields = ("id", "supply_id", "region_id", "exercise_id", "available", "on_hand")
    for key, sort, region, world, available, on_hand in Stock.objects.values_list(*fields):
        ref = f"stock.{key}"
        total = then(ref, "on_hand", on_hand, on_hand)
        if total is not None:
            free = then(ref, "available", available, on_hand)
            add("thing", (world, sort, regions.city_of(region)), free, total)
    return Stood(statuses, sums)


def _rooms(touched: Iterable[str]) -> list[str]:
    """Return where these things can have been told of before. Two queries, none for none."""
    keys: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for ref in touched:
        kind, _dot, key = ref.partition(".")
        keys[kind].append(key)
    if not any(keys.values()):
        return []
    registers = (Room.Kind.CITY, Room.Kind.JOINT, Room.Kind.EXERCISE)
    found = set(Room.objects.filter(kind__in=registers).values_list("key", flat=True))
    sent = Deployment.objects.filter(
        Q(team__in=keys["team"]) | Q(asset__in=keys["asset"]) | Q(stock__in=keys["stock"]),
        incident__isnull=False,
    )
    found |= set(sent.order_by().values_list("incident__room_id", flat=True).distinct())
    return sorted(found)
