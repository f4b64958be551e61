"""What giving something would leave in a city: said before it is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from command.core import regions
from command.core.models import Duty
from resources.adviser.floors import Floor, floors_of_all
from resources.dispatch.words import unit_name, what_name
from resources.lifecycle import TeamKind
from resources.models import Supply
from resources.selectors.forces import NOTHING, Cell, stock_counts, team_counts

Gifts = Mapping[tuple[str, str], int]  # (city, what) → how much
POSTS = {str(value): label for value, label in Duty.Post.choices}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """``giving`` of ``what`` by ``city``: of ``total`` there are ``available`` now.

    ``breaks`` is by how much what is left lies below the ``floor`` the city keeps;
    ``signed_by`` then says whose signature it takes.
    """

    city: str
    what: str
    name: str
    unit: str
    giving: int
    available: int
    total: int
    floor: int
    signed_by: str

    @property
    def city_name(self) -> str:
        """The city, short."""
        return regions.name(self.city).removesuffix("市")

    @property
    def left(self) -> int:
        """What remains available."""
        return self.available - self.giving

    @property
    def breaks(self) -> int:
        """By how much the floor is broken by this gift."""
        return max(0, min(self.giving, self.floor - self.left)) if self.floor else 0

    @property
    def tone(self) -> str:
        """How it is marked: nothing left, or less than is to stay."""
        if self.left <= 0:
            return "none"
        return "short" if self.left < self.floor or self.left * 4 < self.total else ""


def costs(gifts: Gifts, world: UUID | None) -> list[Cost]:
    """Return what each gift would leave, in the order given. Few queries for all."""
    whats = {what for _city, what in gifts}
    counts = counted(whats, world)
    supplies = Supply.objects.in_bulk([what for what in whats if what not in TeamKind.values])
    rules = floors_of_all({city for city, _what in gifts})
    return [
        _cost(city, what, giving, counts.get((what, city), NOTHING), rules[city], supplies)
        for (city, what), giving in gifts.items()
    ]


def counted(whats: set[str], world: UUID | None) -> dict[tuple[str, str], Cell]:
    """Return what is there of each thing in each city: ``(what, city)``. Two queries."""
    kinds = {what for what in whats if what in TeamKind.values}
    supplies = whats - kinds
    return {
        **(team_counts(world, kinds) if kinds else {}),
        **(stock_counts(world, supplies) if supplies else {}),
    }


def _cost(
    city: str,
    what: str,
    giving: int,
    cell: Cell,
    rules: Mapping[str, Floor],
    supplies: Mapping[str, Supply],
) -> Cost:
    rule = rules.get(what)
    supply = supplies.get(what)
    is_known = supply is not None or what in TeamKind.values
    return Cost(
        city=city,
        what=what,
        name=what_name(what, supply) if is_known else what,
        unit=unit_name(supply),
        giving=giving,
        available=cell.available,
        total=cell.total,
        floor=rule.least if rule else 0,
        signed_by=str(POSTS.get(rule.signed_by, rule.signed_by)) if rule else "",
    )
