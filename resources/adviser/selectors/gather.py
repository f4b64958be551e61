"""The whole question of an incident, gathered from the register with few queries."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Conflict
from incidents.models import Incident
from resources.adviser.floors import availability, floors_of_all
from resources.adviser.numbers import Numbers, numbers_of
from resources.adviser.pure.problem import HORIZON, Need, Problem, Reserve, Way
from resources.adviser.selectors.things import Place, Thing, things_for
from resources.routing.legs import Leg, legs
from resources.selectors import NeedCard, needs_of

MOST_NEEDS = 30


def question_of(incident: Incident, *, only: Iterable[UUID] = ()) -> Problem:
    """Return what the adviser is asked about an incident, as it stands now.

    Its needs are those of which something is asked of nobody yet. Raises ``Conflict``
    when there is none, or when nobody knows where they are.
    """
    at = now()
    cards = _open_needs(incident, only)
    places = {card.id: _place(incident, card) for card in cards}
    numbers = numbers_of(regions.city_of(incident.region_id))
    things = _things(cards, places, incident.exercise_id, numbers, at)
    needs = tuple(_need(card, at) for card in cards)
    return Problem(
        needs=needs,
        candidates=tuple(thing.candidate for thing in things),
        ways=_ways(needs, places, things, incident.exercise_id, at),
        reserves=_reserves({card.what for card in cards}, things, incident.exercise_id),
        at=at.isoformat(),
        among=numbers.candidates,
    )


def _open_needs(incident: Incident, only: Iterable[UUID]) -> list[NeedCard]:
    wanted = {str(key) for key in only}
    cards = [card for card in needs_of(incident.pk) if not card.closed and card.unasked]
    cards = [card for card in cards if not wanted or card.id in wanted]
    if not cards:
        raise Conflict(_("No need of this incident is open."))
    return cards[:MOST_NEEDS]


def _place(incident: Incident, card: NeedCard) -> Place:
    if card.point is not None:
        return card.point
    if incident.point is None:
        raise Conflict(_("Nobody has said where this need is."), need=card.number)
    return incident.point.y, incident.point.x


def _things(
    cards: list[NeedCard],
    places: dict[str, Place],
    exercise: UUID | None,
    numbers: Numbers,
    at: datetime,
) -> list[Thing]:
    around = {card.what: places[card.id] for card in reversed(cards)}
    found = [
        thing
        for what in sorted(around)
        for thing in things_for(
            what,
            around[what],
            at=at,
            exercise=exercise,
            loading=numbers.loading_minutes,
            most=numbers.candidates,
        )
    ]
    return sorted(found, key=lambda thing: (thing.candidate.city, thing.candidate.key))


def _need(card: NeedCard, at: datetime) -> Need:
    by = None
    if card.needed_by is not None:
        left = datetime.fromisoformat(card.needed_by) - at
        by = min(HORIZON, max(0, left // timedelta(minutes=1)))
    return Need(
        key=card.id,
        what=card.what,
        quantity=card.unasked,
        priority=card.priority,
        capabilities=tuple(sorted(card.capabilities)),
        by=by,
        label=card.number,
    )


def _ways(
    needs: tuple[Need, ...],
    places: dict[str, Place],
    things: list[Thing],
    exercise: UUID | None,
    at: datetime,
) -> dict[tuple[str, str], Way]:
    starts = sorted({thing.place for thing in things if thing.place})
    ends = sorted(set(places.values()))
    table = legs(starts, ends, at=at, exercise=exercise)
    row = {place: number for number, place in enumerate(starts)}
    column = {place: number for number, place in enumerate(ends)}
    return {
        (need.key, thing.candidate.key): _way(table[row[thing.place]][column[places[need.key]]])
        for need in needs
        for thing in things
        if thing.place and thing.candidate.what == need.what
    }


def _way(leg: Leg) -> Way:
    km = round(leg.km, 1)
    if not math.isfinite(leg.minutes):
        return Way(
            minutes=0, low=0, high=0, km=km, by=leg.by, because=leg.because, is_closed=True
        )
    return Way(
        minutes=math.ceil(leg.minutes),
        low=math.floor(leg.low),
        high=math.ceil(leg.high),
        km=km,
        by=leg.by,
        because=leg.because,
    )


def _reserves(
    whats: set[str], things: list[Thing], exercise: UUID | None
) -> tuple[Reserve, ...]:
    """Return what each city has that may really go, and what must stay. Four queries."""
    counts = availability(sorted(whats), exercise)
    floors = floors_of_all(regions.CITIES)
    for thing in things:
        each = thing.candidate
        if thing.is_counted and each.blocked:  # the register calls it free, but it is not
            pair = (each.what, each.city)
            counts[pair] = max(0, counts.get(pair, 0) - each.available)
    rows = []
    for city in regions.CITIES:
        for what in sorted(whats):
            floor = floors[city].get(what)
            rows.append(
                Reserve(
                    city=city,
                    what=what,
                    available=counts.get((what, city), 0),
                    floor=floor.least if floor else 0,
                    signed_by=floor.signed_by if floor else "",
                )
            )
    return tuple(rows)
