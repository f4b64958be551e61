"""What somebody has picked, and what sending it would cost: read before it is confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from resources.dispatch.filters import ASSETS, STOCKS, TEAMS
from resources.dispatch.selectors.board import Scene
from resources.dispatch.selectors.cards import Unit
from resources.dispatch.selectors.cost import Cost, costs
from resources.dispatch.selectors.known import units_of
from resources.dispatch.selectors.units import OPEN, measured
from resources.selectors import NeedCard, RequestCard

SORTS = {"team": TEAMS, "asset": ASSETS, "stock": STOCKS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """One thing picked: ``unit``, or a city that is asked. ``most``: what it can be at most."""

    key: str
    unit: Unit | None
    city: str
    what: str
    quantity: int
    most: int
    own: bool

    @property
    def name(self) -> str:
        """The unit, or the city."""
        return self.unit.name if self.unit else regions.name(self.city)

    @property
    def city_name(self) -> str:
        """The city whose it is."""
        return regions.name(self.city)

    @property
    def counted(self) -> bool:
        """Whether one may send some of it."""
        return self.unit is None or self.unit.sort == "stock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What an order brings: who is told, when they are there, what is left, what lacks."""

    people: int
    first: datetime | None
    last: datetime | None
    by_line: bool
    costs: tuple[Cost, ...]
    short: tuple[tuple[NeedCard, int], ...]
    asked: tuple[str, ...]  # the cities that get a request


def picked(
    person: Person,
    keys: Sequence[str],
    given: Mapping[str, int],
    at: Scene,
    request: RequestCard | None,
) -> list[Picked]:
    """Return what is picked, of what the person may see. At most a dozen queries."""
    own = person.origin
    found: list[Picked] = []
    for sort, of in SORTS.items():
        ids = [_uuid(key.partition(".")[2]) for key in keys if key.startswith(f"{sort}.")]
        if not ids:
            continue
        rows = OPEN[of](person).filter(pk__in=[i for i in ids if i], exercise=at.world)
        units = units_of(rows, of, person)
        far = {u.key: u for u in measured(units, at.point)} if at.point else {}
        for unit in units:
            asked = given.get(unit.key) or _wanted(unit.kind, at, request)
            found.append(
                Picked(
                    key=unit.key,
                    unit=far.get(unit.key, unit),
                    city=unit.city,
                    what=unit.kind,
                    quantity=max(1, min(asked, unit.free)) if sort == "stock" else 1,
                    most=max(1, unit.free),
                    own=unit.city == own,
                )
            )
    for key in keys:
        city = key.partition(".")[2]
        if key.startswith("city.") and city in regions.CITIES and at.need and city != own:
            most = max(1, at.need.unasked)
            wanted = given.get(key) or most
            found.append(
                Picked(
                    key=key,
                    unit=None,
                    city=city,
                    what=at.need.what,
                    quantity=max(1, min(wanted, most)),
                    most=most,
                    own=False,
                )
            )
    return found


def consequences(found: Sequence[Picked], at: Scene, world: UUID | None) -> Consequences:
    """Return what sending it all brings."""
    gifts: dict[tuple[str, str], int] = {}
    got: dict[str, int] = {}
    for one in found:
        gifts[one.city, one.what] = gifts.get((one.city, one.what), 0) + one.quantity
        got[one.what] = got.get(one.what, 0) + one.quantity
    units = [one.unit for one in found if one.unit]
    times = [unit.minutes for unit in units if unit.minutes is not None]
    return Consequences(
        people=sum(unit.people for unit in units),
        first=now() + timedelta(minutes=min(times)) if times else None,
        last=now() + timedelta(minutes=max(times)) if times else None,
        by_line=any(unit.by_line for unit in units),
        costs=tuple(costs(gifts, world)),
        short=tuple(_short(at, got)),
        asked=tuple(sorted({one.city_name for one in found if not one.own})),
    )


def _short(at: Scene, got: dict[str, int]) -> list[tuple[NeedCard, int]]:
    """Return the needs that stay open, and by how much; the first line is filled first."""
    left = dict(got)
    lines = sorted(at.needs, key=lambda n: at.need is None or n.id != at.need.id)
    found = []
    for need in lines:
        fills = min(need.open, left.get(need.what, 0))
        left[need.what] = left.get(need.what, 0) - fills
        if need.open - fills > 0:
            found.append((need, need.open - fills))
    return found


def _wanted(what: str, at: Scene, request: RequestCard | None) -> int:
    if request is not None and request.what == what:
        return max(1, request.quantity - request.committed)
    return at.need.open if at.need and at.need.what == what else 1


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
