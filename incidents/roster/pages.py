"""What the roster's pages show, put together from the selectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import DESK, holds
from incidents.roster.models import Role
from incidents.roster.selectors import handovers, shifts
from incidents.roster.selectors.cards import PLACES, HandoverCard, ShiftCard

LENGTH = timedelta(hours=12)
STARTS = (time(8), time(20))


@dataclass(frozen=True, slots=True)
class Turn:
    """One shift in a day of the table, planned or not; ``starts_at`` is in China."""

    card: ShiftCard | None
    starts_at: datetime
    ends_at: datetime
    places: list[dict[str, Any]]
    runs: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the table."""

    day: date
    is_today: bool
    turns: list[Turn]


def week(person: Person, region: str, monday: date) -> list[Day]:
    """Return the seven days of a week: what is planned, and the usual turns that are not."""
    found = shifts.week(person, monday, region)
    days = []
    for n in range(7):
        day = monday + timedelta(days=n)
        planned = [card for card in found if _local(card.starts_at).date() == day]
        turns = [_turn(card) for card in planned]
        taken = [(turn.starts_at, turn.ends_at) for turn in turns]
        for start in STARTS:
            at = datetime.combine(day, start, shifts.CHINA)
            if not any(begins < at + LENGTH and at < ends for begins, ends in taken):
                turns.append(_unplanned(at))
        turns.sort(key=lambda turn: turn.starts_at)
        days.append(Day(day, day == shifts.today(), turns))
    return days


def tonight(person: Person) -> list[dict[str, Any]]:
    """Return who is on duty now in each authority, and how to reach them."""
    cards = {card.region: card for card in shifts.tonight(person)}
    return [
        {
            "region": code,
            "card": cards.get(code),
            "turn": _turn(cards[code]) if code in cards else None,
            "to": f"city:{code}",
        }
        for code in (*regions.CITIES, regions.REGION)
    ]


def context(person: Person, region: str, monday: date) -> dict[str, Any]:
    """Return what the roster page shows."""
    days = week(person, region, monday)
    planned = [turn for day in days for turn in day.turns if not turn.is_over]
    return {
        "region": region,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "days": days,
        "gaps": sum(place["name"] == "" for turn in planned for place in turn.places),
        "unplanned": sum(turn.card is None for turn in planned),
        "tonight": tonight(person),
        "own": person.origin,
        "plans": region == person.origin and holds(person, DESK, region=region),
        "handovers": [_signed(card) for card in handovers.latest(person, limit=6)],
        "to_sign": handovers.waiting_for(person),
        "my_place": shifts.running_place(person, person.origin),
        "authorities": [*regions.CITIES, regions.REGION],
    }


def blank(starts_at: datetime, ends_at: datetime) -> Turn:
    """Return a turn nobody has planned yet, for its form."""
    return _turn_of(None, starts_at, ends_at, _empty())


def turn_of(card: ShiftCard) -> Turn:
    """Return a planned shift as a turn of the table."""
    return _turn(card)


def _signed(card: HandoverCard) -> dict[str, Any]:
    return {
        "card": card,
        "given_at": datetime.fromisoformat(card.given_at),
        "taken_at": datetime.fromisoformat(card.taken_at) if card.taken_at else None,
    }


def _turn(card: ShiftCard) -> Turn:
    places = [{**one, "label": Role(one["role"]).label} for one in card.places]
    return _turn_of(card, _local(card.starts_at), _local(card.ends_at), places)


def _unplanned(at: datetime) -> Turn:
    return _turn_of(None, at, at + LENGTH, _empty())


def _turn_of(
    card: ShiftCard | None,
    starts_at: datetime,
    ends_at: datetime,
    places: Sequence[dict[str, Any]],
) -> Turn:
    at = now()
    return Turn(
        card=card,
        starts_at=starts_at,
        ends_at=ends_at,
        places=list(places),
        runs=starts_at <= at < ends_at,
        is_over=ends_at <= at,
    )


def _empty() -> list[dict[str, Any]]:
    return [
        {
            "role": str(role),
            "label": role.label,
            "slot": n,
            "person": None,
            "name": "",
            "checked_in_at": None,
        }
        for n, role in enumerate(PLACES, start=1)
    ]


def _local(value: str) -> datetime:
    return datetime.fromisoformat(value).astimezone(shifts.CHINA)
