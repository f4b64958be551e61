"""What the compiler knows of the cities while it judges: a snapshot, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from command.core import regions
from plans.compiler.findings import Named

Place = tuple[float, float]  # latitude, longitude, WGS 84 degrees
Owner = tuple[str, str, str]  # organisation or post; which; region
NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """So much of one thing in one place of one city; ``able`` is all that it can do.

    ``response`` is how many minutes pass from the call until it leaves.
    """

    what: str
    city: str
    quantity: int
    place: Place | None = None
    response: int = 0
    able: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What a plan in force offers; ``taker`` is empty for any city."""

    giver: str
    taker: str
    what: str
    quantity: int
    capabilities: frozenset[str] = frozenset()
    within_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Must:
    """What the law, or a rule of one's own, wants in a plan.

    ``demand`` is ``chapter`` (``value`` its part), ``task`` (a kind of task that some step
    has) or ``words`` (one of several words, parted by ``|``, in the title of some step).
    """

    code: str
    demand: str
    value: str
    name: Named
    basis: str
    plan_kind: str = ""
    event_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The world of one city as it stands.

    ``holders`` are the people who would receive what goes to an owner; an organisation
    without anybody is there with none. ``contacts`` counts those who can be reached in
    each list, ``None`` when nobody keeps lists. ``minutes`` is the way between two
    places. ``capabilities`` says of what each is commonly asked.
    """

    city: str
    kind: str = ""
    event_types: Sequence[str] = ()
    holders: Mapping[Owner, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)
    sources: Sequence[Source] = ()
    capabilities: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pledges: Sequence[Pledge] = ()
    contacts: Mapping[str, int] | None = None
    sensors: frozenset[str] = frozenset()
    seats: Mapping[str, Place] = field(default_factory=dict)
    minutes: Mapping[tuple[Place, Place], float] = field(default_factory=dict)
    musts: Sequence[Must] = ()
    limits: Mapping[str, int] = field(default_factory=dict)

    def who(self, kind: str, owner: str, region: str) -> tuple[str, tuple[str, ...]] | None:
        """Return the region where an owner was found and who they are there, or ``None``.

        As an activation finds them: in the region, or else in the city it lies in.
        """
        for place in near(region or self.city):
            found = self.holders.get((kind, owner, place))
            if found is not None:
                return place, found
        return None

    def of(self, what: str, city: str, able: Sequence[str] = ()) -> list[Source]:
        """Return what a city has of a thing that can do all of ``able``."""
        wanted = frozenset(able)
        return [
            each
            for each in self.sources
            if each.what == what and each.city == city and wanted <= each.able
        ]

    def have(self, what: str, city: str, able: Sequence[str] = ()) -> int:
        """Return how many of a thing a city has."""
        return sum(each.quantity for each in self.of(what, city, able))

    def promised(self, what: str, city: str, able: Sequence[str] = (), within: int = 0) -> int:
        """Return how many ``city`` has promised this one, in time."""
        wanted = frozenset(able)
        return sum(
            each.quantity
            for each in self.pledges
            if each.what == what
            and each.giver == (city or each.giver)
            and each.giver != self.city
            and each.taker in {"", self.city}
            and wanted <= each.capabilities
            and (not within or 0 < each.within_minutes <= within)
        )

    def arrival(
        self, what: str, city: str, region: str, quantity: int, able: Sequence[str] = ()
    ) -> float | None:
        """Return after how many minutes ``quantity`` of a thing can be in a region.

        ``None`` when that cannot be told: not so many are there, or nobody knows the way.
        """
        there = self.seats.get(region or self.city)
        if there is None:
            return None
        ways = sorted(
            (each.response + self.minutes[each.place, there], each.quantity)
            for each in self.of(what, city, able)
            if each.place is not None and (each.place, there) in self.minutes
        )
        left = quantity
        for minutes, count in ways:
            left -= count
            if left <= 0:
                return minutes
        return None

    def name_of(self, what: str) -> Any:
        """Return the name of a kind of team or of an item of supplies."""
        return self.known.get(what, what)


def near(region: str) -> list[str]:
    """Return the region and, for a banner, its city."""
    city = regions.city_of(region)
    return [region] if city == region else [region, city]
