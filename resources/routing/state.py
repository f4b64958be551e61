"""What holds now: rules and conditions read from the database, and the ways under them.

Whoever asks reads the rules and the conditions anew (two small queries); only what follows
from them is kept, under a key made of what they say. So nothing kept can be out of date, in
any process, and nothing need be told when a condition is entered or lifted.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Q

from command.core import regions
from resources.routing.access import Local
from resources.routing.graph import Floats, Graph, shipped
from resources.routing.kinds import RuleKind
from resources.routing.models import RoadCondition, RoadRule
from resources.routing.ways import Ways, all_ways
from resources.routing.weights import (
    Condition,
    Factor,
    Mode,
    factor_of,
    slowness,
    weigh,
)

CHINA: Final = ZoneInfo("Asia/Shanghai")
MOST_KEPT: Final = 24
_kept: OrderedDict[Any, Ways] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Roads:
    """The roads as they are at one moment, in one world, for one way of driving."""

    graph: Graph
    conditions: tuple[Condition, ...]
    factors: dict[tuple[str, str], Factor]
    mode: Mode

    @property
    def ways(self) -> Ways:
        """The quickest ways under what holds."""
        return _ways(self.graph, self.conditions, self.factors, self.mode)

    @property
    def clear(self) -> Ways:
        """The quickest ways if all roads were clear and dry."""
        rules = {k: v for k, v in self.factors.items() if k[1] == RuleKind.CLEAR}
        return _ways(self.graph, (), rules, Mode(self.mode.month))

    def local(self) -> Local:
        """Return what the way by local roads takes."""
        return Local.by(factor_of(self.factors, regions.REGION, RuleKind.LOCAL))

    def slow(self) -> Floats:
        """Return how much longer local roads take around each node."""
        return np.array(slowness(self.graph, self.conditions, self.factors, self.mode))


def roads_at(
    at: datetime, *, exercise: UUID | None, convoy: bool = False, heavy: bool = False
) -> Roads:
    """Return the roads as what was entered says they are at a time. Two queries."""
    mode = Mode(at.astimezone(CHINA).month, convoy, heavy)
    return Roads(shipped(), tuple(conditions_at(at, exercise)), _factors(), mode)


def conditions_at(at: datetime, exercise: UUID | None) -> list[Condition]:
    """Return the conditions that count at a time, in one world. One query."""
    rows = standing(at).filter(exercise=exercise).order_by("pk")
    return [
        Condition(str(key), kind, frozenset(edges), area or "")
        for key, kind, edges, area in rows.values_list("pk", "kind", "edges", "area_id")
    ]


def standing(at: datetime) -> Any:
    """Return the conditions in force at a time, of every world."""
    return RoadCondition.objects.filter(
        Q(lifted_at__isnull=True), starts_at__lte=at, until__gt=at
    )


def _factors() -> dict[tuple[str, str], Factor]:
    """Return the rules by authority and kind. One query.

    As ``in_force.of`` has it, for all authorities at once: an authority's own rule takes the
    place of the region's of the same code, also when it is disabled.
    """
    rows = list(RoadRule.objects.order_by("code"))
    found: dict[tuple[str, str], Factor] = {}
    for authority in (regions.REGION, *regions.CITIES):
        shared = {row.code: row for row in rows if row.origin == regions.REGION}
        own = {row.code: row for row in rows if row.origin == authority}
        found |= {
            (authority, row.kind): _factor(row)
            for row in (shared | own).values()
            if row.enabled
        }
    return found


def _factor(rule: RoadRule) -> Factor:
    first, last = rule.from_month, rule.to_month
    return Factor(
        rule.factor_low,
        rule.factor,
        rule.factor_high,
        rule.cap_kmh,
        rule.plus_min,
        (first, last) if first and last else None,
    )


def _ways(
    graph: Graph,
    conditions: tuple[Condition, ...],
    factors: dict[tuple[str, str], Factor],
    mode: Mode,
) -> Ways:
    key = (conditions, tuple(sorted(factors.items(), key=lambda item: item[0])), mode)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    found = all_ways(graph, weigh(graph, conditions, factors, mode))
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found
