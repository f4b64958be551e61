"""What the page of coverage shows: gaps with advice on top, then every standard."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import holds, scopes_of
from resources.adviser.floors import floor_left
from resources.coverage import words
from resources.coverage.actions.gaps import MAY_ACKNOWLEDGE
from resources.coverage.picture import Option, Picture, options
from resources.coverage.selectors import GapCard, MoveUpCard, gaps, moves
from resources.coverage.selectors.picture import pictures
from resources.rights import MAY_COMMIT
from resources.selectors import teams_open_to


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that could move up, as a person may see it: unnamed where they may not."""

    team: str
    name: str
    city: str
    minutes: int
    low: int
    high: int
    by: str
    uncovers: list[str]
    breaks: int
    may_order: bool


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap that stands, with what could close it."""

    card: GapCard
    opened_at: datetime
    area: str
    thing: str
    found: int
    advice: list[Advice]
    may_acknowledge: bool


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One standard and whether it is met now."""

    area: str
    city: str
    thing: str
    minutes: int
    at_least: int
    found: int
    short: bool
    nearest: int | None


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move-up that lasts."""

    card: MoveUpCard
    until: datetime
    ordered_at: datetime
    area: str
    own: bool


def context(person: Person) -> dict[str, Any]:
    """Return what the live part of the page shows."""
    at = now()
    seen = pictures(at)
    standing = gaps(person)
    rows = _standards(person, seen)
    return {
        "gaps": [_gap(card, seen, person) for card in standing],
        "moves": [_move(card, person) for card in moves(person)],
        "standards": rows,
        "short": sum(row.short for row in rows),
        "read_at": at,
    }


def advice_of(card: GapCard, person: Person) -> list[Advice]:
    """Return what could move up to close one gap."""
    return _advice(card, pictures(now(), [card.what]), person)


def _gap(card: GapCard, seen: dict[str, Picture], person: Person) -> GapRow:
    picture, n = _standard_of(card, seen)
    return GapRow(
        card=card,
        opened_at=datetime.fromisoformat(card.opened_at),
        area=regions.name(card.area),
        thing=words.name(card.what),
        found=picture.found(n) if picture else card.found,
        advice=_advice(card, seen, person),
        may_acknowledge=card.status == "open"
        and holds(person, MAY_ACKNOWLEDGE, region=card.area),
    )


def _standard_of(card: GapCard, seen: dict[str, Picture]) -> tuple[Picture | None, int]:
    picture = seen.get(card.what)
    for n, standard in enumerate(picture.standards if picture else ()):
        if (standard.rule, standard.area) == (card.rule, card.area):
            return picture, n
    return None, 0


def _advice(card: GapCard, seen: dict[str, Picture], person: Person) -> list[Advice]:
    picture, n = _standard_of(card, seen)
    if picture is None:
        return []
    cities = {thing.city for thing in picture.things if thing.movable}
    floors = {city: floor_left(city, card.what, 1).breaks for city in cities}
    found = options(picture, n, floors)
    return _told(found, person)


def _told(found: list[Option], person: Person) -> list[Advice]:
    """Name the teams that a person may see; of the others only the city is told."""
    keys = [UUID(option.thing.id) for option in found]
    open_to = teams_open_to(person).filter(pk__in=keys)
    named = {str(key) for key in open_to.values_list("pk", flat=True)}
    return [
        Advice(
            team=option.thing.id if option.thing.id in named else "",
            name=option.thing.name if option.thing.id in named else "",
            city=option.thing.city,
            minutes=round(option.minutes),
            low=round(option.low),
            high=round(option.high),
            by=option.by,
            uncovers=[regions.name(area) for area in option.uncovers],
            breaks=option.breaks,
            may_order=option.thing.id in named
            and option.thing.city == person.origin
            and holds(person, MAY_COMMIT, region=option.thing.city),
        )
        for option in found
    ]


def _standards(person: Person, seen: dict[str, Picture]) -> list[StandardRow]:
    scopes = scopes_of(person)
    rows = []
    for what, picture in seen.items():
        for n, standard in enumerate(picture.standards):
            if not any(regions.covers(scope, standard.area) for scope in scopes):
                continue
            soonest = min((row[n][1] for row in picture.minutes), default=float("inf"))
            rows.append(
                StandardRow(
                    area=regions.name(standard.area),
                    city=regions.city_of(standard.area),
                    thing=words.name(what),
                    minutes=standard.minutes,
                    at_least=standard.at_least,
                    found=picture.found(n),
                    short=picture.short(n),
                    nearest=round(soonest) if soonest < 1e6 else None,
                )
            )
    return sorted(rows, key=lambda row: (not row.short, row.city, row.area, row.thing))


def _move(card: MoveUpCard, person: Person) -> MoveRow:
    return MoveRow(
        card=card,
        until=datetime.fromisoformat(card.until),
        ordered_at=datetime.fromisoformat(card.ordered_at),
        area=regions.name(card.area),
        own=card.origin == person.origin and holds(person, MAY_COMMIT, region=card.city),
    )
