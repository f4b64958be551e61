"""Who could fill a need soonest: the forces in sight, and the cities one may ask."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.gis.geos import Point
from django.utils.timezone import now

from command.core import regions
from command.core.models import Person, Region
from command.core.policies import scopes_of
from resources.dispatch.filters import ASSETS, STOCKS, TEAMS, Filters
from resources.dispatch.selectors.cards import Unit
from resources.dispatch.selectors.cost import Cost, costs
from resources.dispatch.selectors.units import listed
from resources.lifecycle import TeamKind
from resources.routing.legs import Leg, legs
from resources.selectors.forces import cities_open_to

BEST = 8
LOADING_MIN = 30  # from the call to leaving, where a city sends what it chooses


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One way to meet a need: a ``unit`` in sight, or a city to be asked for ``giving``."""

    key: str
    unit: Unit | None
    cost: Cost
    giving: int
    leg: Leg | None
    minutes: int | None

    @property
    def name(self) -> str:
        """The unit, or the city."""
        return self.unit.name if self.unit else self.cost.city_name

    @property
    def arrives_at(self) -> datetime | None:
        """When it would be there, called now."""
        return None if self.minutes is None else now() + timedelta(minutes=self.minutes)

    @property
    def by_line(self) -> bool:
        """Whether the time is only that of the straight line."""
        return self.leg is not None and self.leg.by == "line"


def candidates(
    person: Person, by: Filters, what: str, wanted: int, point: Point, world: UUID | None
) -> list[Candidate]:
    """Return who could come, in the order of arrival. Bounded in number and time."""
    units = _free(person, by, what, point, world)
    seen = {unit.city for unit in units} | _in_detail(person)
    asked = [city for city in cities_open_to(person) if city not in seen]
    gifts = {(city, what): max(1, wanted) for city in asked}
    for unit in units:
        gifts[unit.city, what] = 1 if what in TeamKind.values else min(unit.free, wanted or 1)
    told = {cost.city: cost for cost in costs(gifts, world)}
    found = [
        Candidate(
            key=unit.key,
            unit=unit,
            cost=told[unit.city],
            giving=told[unit.city].giving,
            leg=unit.leg,
            minutes=unit.minutes,
        )
        for unit in units
    ]
    found += _cities([city for city in asked if told[city].available], told, point)
    return sorted(found, key=lambda c: (c.minutes is None, c.minutes or 0, c.name))


def _in_detail(person: Person) -> set[str]:
    """Return the cities whose forces the person sees one by one."""
    scopes = scopes_of(person)
    return {
        city for city in regions.CITIES if any(regions.covers(scope, city) for scope in scopes)
    }


def _free(
    person: Person, by: Filters, what: str, point: Point, world: UUID | None
) -> list[Unit]:
    sorts = (TEAMS,) if what in TeamKind.values else (ASSETS, STOCKS)
    found: list[Unit] = []
    for of in sorts:
        asked = Filters(
            of=of, kind=what, status="standby", within=by.within, capability=by.capability
        )
        found += [u for u in listed(person, asked, point, world).units[:BEST] if u.is_free]
    found.sort(key=lambda u: (u.minutes is None, u.minutes or 0))
    return found[:BEST]


def _cities(asked: list[str], told: dict[str, Cost], point: Point) -> list[Candidate]:
    """Return the cities to be asked; the way is that from the seat of their government."""
    seats = {
        region.code: (region.seat.y, region.seat.x)
        for region in Region.objects.filter(code__in=asked)
        if region.seat is not None
    }
    ways = legs(list(seats.values()), [(point.y, point.x)]) if seats else []
    far = dict(zip(seats, (way[0] for way in ways), strict=True))
    made = []
    for city in asked:
        leg = far.get(city)
        sure = leg is not None and leg.minutes != float("inf")
        cost = replace(told[city], giving=min(told[city].giving, told[city].available))
        made.append(
            Candidate(
                key=f"city.{city}",
                unit=None,
                cost=cost,
                giving=cost.giving,
                leg=leg,
                minutes=round(leg.minutes + LOADING_MIN) if leg and sure else None,
            )
        )
    return made
