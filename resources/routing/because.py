"""What was counted into a way, in the language of the reader."""

from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext as _

from resources.routing.kinds import ConditionKind
from resources.routing.places import where
from resources.routing.state import Roads
from resources.routing.table import OFF, Table


class Reasons:
    """Says of each pair of places what was counted in; asked many times over one table."""

    def __init__(self, roads: Roads, always: tuple[str, ...]) -> None:
        """Begin with what holds for every way."""
        self.roads, self.always = roads, always
        self.ways, self.clear = roads.ways, roads.clear
        self.between = cache(self._between)

    def of(self, table: Table, row: int, column: int) -> tuple[str, ...]:
        """Return what the way from a start to an end counts in."""
        first, last = int(table.first[row, column]), int(table.last[row, column])
        if first == OFF:
            same = int(table.same[row, column])
            return self._told([same]) if same >= 0 else self.always
        return self.between(first, last)

    def _between(self, first: int, last: int) -> tuple[str, ...]:
        """Name what lies on the way, and the closures that it had to go round."""
        taken = self.ways.path(first, last)
        shut = [
            edge
            for edge in self.clear.path(first, last)
            if self.ways.weights[edge].minutes[1] == float("inf")
        ]
        return self._told([*taken, *shut])

    def _told(self, edges: Iterable[int]) -> tuple[str, ...]:
        weights = [self.ways.weights[edge] for edge in edges]
        met = sorted({n for weight in weights for n in weight.because})
        found = [named(self.roads, n) for n in met]
        if any(weight.winter for weight in weights):
            found.append(_("winter"))
        return (*self.always, *found)


def named(roads: Roads, number: int) -> str:
    """Name one condition: where, and what."""
    condition = roads.conditions[number]
    what = ConditionKind(condition.kind).label
    return f"{where(condition.edges, condition.area)}: {what}"
