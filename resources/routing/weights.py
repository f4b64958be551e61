"""How long each stretch takes under rules and conditions: no database, no clock."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from command.core.regions import REGION, city_of, covers
from resources.routing.graph import Edge, Graph
from resources.routing.kinds import ConditionKind, RuleKind

LOST: Final = (math.inf, math.inf, math.inf)
Range = tuple[float, float, float]  # at best, likely, at worst: minutes


@dataclass(frozen=True, slots=True)
class Factor:
    """One rule as it counts."""

    low: float
    mid: float
    high: float
    cap_kmh: int | None
    plus_min: int
    months: tuple[int, int] | None

    def holds_in(self, month: int) -> bool:
        """Return whether the rule counts in a month; a span may run over the new year."""
        if self.months is None:
            return True
        first, last = self.months
        return first <= month <= last if first <= last else month >= first or month <= last


NEUTRAL: Final = Factor(1.0, 1.0, 1.0, None, 0, None)
LOCAL: Final = Factor(0.8, 1.35, 1.6, 40, 0, None)
# By authority and kind.
Factors = Mapping[tuple[str, str], Factor]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it counts: where, and what."""

    id: str
    kind: str
    edges: frozenset[str]
    area: str

    def meets(self, graph: Graph, edge: Edge) -> bool:
        """Return whether the edge suffers from it."""
        return graph.touches(edge, self.area) if self.area else edge.key in self.edges


@dataclass(frozen=True, slots=True)
class Mode:
    """Who drives, and in what month."""

    month: int
    convoy: bool = False
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Weight:
    """The minutes of one edge, and what was counted in: numbers of conditions."""

    minutes: Range
    because: tuple[int, ...]
    winter: bool


def factor_of(factors: Factors, city: str, kind: str) -> Factor:
    """Return the rule of an authority; neutral where there is none."""
    default = LOCAL if kind == RuleKind.LOCAL else NEUTRAL
    return factors.get((city, kind)) or default


def weigh(
    graph: Graph, conditions: Iterable[Condition], factors: Factors, mode: Mode
) -> list[Weight]:
    """Return the weight of every edge."""
    numbered = list(enumerate(conditions))
    found = []
    for edge in graph.edges:
        met = [(n, c.kind) for n, c in numbered if c.meets(graph, edge)]
        city = city_of(graph.nodes[edge.start].region)
        found.append(_weight(edge, met, city, factors, mode))
    return found


def slowness(
    graph: Graph, conditions: Iterable[Condition], factors: Factors, mode: Mode
) -> tuple[float, ...]:
    """Return how much longer local roads take around each node under what lies over areas."""
    over = [condition for condition in conditions if condition.area]
    found = []
    for node in graph.nodes:
        city = city_of(node.region)
        rules = [factor_of(factors, city, c.kind) for c in over if covers(c.area, node.region)]
        rules.append(factor_of(factors, city, RuleKind.WINTER))
        found.append(max([1.0, *(r.mid for r in rules if r.holds_in(mode.month))]))
    return tuple(found)


def before_start(factors: Factors, mode: Mode) -> int:
    """Return the minutes that go before the start."""
    kinds = [RuleKind.CONVOY] * mode.convoy + [RuleKind.HEAVY] * mode.heavy
    return sum(factor_of(factors, REGION, kind).plus_min for kind in kinds)


def _weight(
    edge: Edge, met: list[tuple[int, str]], city: str, factors: Factors, mode: Mode
) -> Weight:
    """Count the gravest of what an edge suffers from, never one on top of another."""
    because = tuple(n for n, _ in met)
    if any(kind == ConditionKind.CLOSURE for _, kind in met):
        return Weight(LOST, because, winter=False)
    gravest = factor_of(factors, city, RuleKind.CLEAR)
    cold = factor_of(factors, city, RuleKind.WINTER)
    winter = cold is not NEUTRAL and cold.holds_in(mode.month) and cold.mid > gravest.mid
    if winter:
        gravest = cold
    caps = []
    for _, kind in met:
        rule = factor_of(factors, city, kind)
        caps.append(rule.cap_kmh)
        if rule.holds_in(mode.month) and rule.mid > gravest.mid:
            gravest, winter = rule, False
    low, mid, high = gravest.low, gravest.mid, gravest.high
    for kind in [RuleKind.CONVOY] * mode.convoy + [RuleKind.HEAVY] * mode.heavy:
        rule = factor_of(factors, city, kind)
        caps.append(rule.cap_kmh)
        low, mid, high = low * rule.low, mid * rule.mid, high * rule.high
    base = edge.km / min([edge.kmh, *(cap for cap in caps if cap)]) * 60
    return Weight((base * low, base * mid, base * high), because, winter)
