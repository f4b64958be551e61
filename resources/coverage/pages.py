"""What the page of coverage shows: gaps with advice on top, then every standard."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.policies import holds, scopes_of
from resources.adviser.floors import floor_left
from resources.coverage import words
from resources.coverage.actions.gaps import MAY_ACKNOWLEDGE
from resources.coverage.picture import ASSET, STOCK, TEAM, Option, Picture, options
from resources.coverage.selectors import GapCard, MoveUpCard, gaps, moves
from resources.coverage.selectors.picture import pictures, worlds
from resources.rights import MAY_COMMIT
from resources.selectors.sight import assets_open_to, stocks_open_to, teams_open_to

OPEN: dict[str, Callable[[Person], QuerySet[Any]]] = {
    TEAM: teams_open_to,
    ASSET: assets_open_to,
    STOCK: stocks_open_to,
}


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that could move up, as a person may see it: unnamed where they may not.

    ``sort`` is ``team``, ``asset`` or ``stock``, ``thing`` its key; ``quantity`` of a stock.
    """

    sort: str
    thing: str
    name: str
    city: str
    quantity: int
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
    named = words.named({*seen, *(card.what for card in standing)})
    rows = _standards(person, seen, named)
    world = worlds()[-1]
    drilled = {card.what for card in standing if card.exercise}
    played = pictures(at, drilled, world) if drilled and world else {}
    return {
        "gaps": [
            _gap(card, named, played, person, world)
            if card.exercise
            else _gap(card, named, seen, person)
            for card in standing
        ],
        "moves": [_move(card, person) for card in moves(person)],
        "standards": rows,
        "short": sum(row.short for row in rows),
        "read_at": at,
    }


def advice_of(card: GapCard, person: Person) -> list[Advice]:
    """Return what could move up to close one gap."""
    world = worlds()[-1] if card.exercise else None
    return _advice(card, pictures(now(), [card.what], world), person, world)


def _gap(
    card: GapCard,
    named: dict[str, str],
    seen: dict[str, Picture],
    person: Person,
    world: UUID | None = None,
) -> GapRow:
    picture, n = _standard_of(card, seen)
    return GapRow(
        card=card,
        opened_at=datetime.fromisoformat(card.opened_at),
        area=regions.name(card.area),
        thing=named[card.what],
        found=picture.found(n) if picture else card.found,
        advice=_advice(card, seen, person, world),
        may_acknowledge=card.status == "open"
        and holds(person, MAY_ACKNOWLEDGE, region=card.area),
    )


def _standard_of(card: GapCard, seen: dict[str, Picture]) -> tuple[Picture | None, int]:
    picture = seen.get(card.what)
    for n, standard in enumerate(picture.standards if picture else ()):
        if (standard.rule, standard.area) == (card.rule, card.area):
            return picture, n
    return None, 0


def _advice(
    card: GapCard, seen: dict[str, Picture], person: Person, world: UUID | None
) -> list[Advice]:
    picture, n = _standard_of(card, seen)
    if picture is None:
        return []

    @cache
    def floors(city: str, giving: int) -> int:
        return floor_left(city, card.what, giving, exercise_id=world).breaks

    return _told(options(picture, n, floors), person)


def _told(found: list[Option], person: Person) -> list[Advice]:
    """Name the things that a person may see; of the others only the city is told."""
    keys = {sort: [o.thing.id for o in found if o.thing.sort == sort] for sort in OPEN}
    named = {
        str(key)
        for sort, ids in keys.items()
        if ids
        for key in OPEN[sort](person).filter(pk__in=ids).values_list("pk", flat=True)
    }
    return [
        Advice(
            sort=option.thing.sort,
            thing=option.thing.id if option.thing.id in named else "",
            name=option.thing.name if option.thing.id in named else "",
            city=option.thing.city,
            quantity=option.quantity,
            minutes=round(option.minutes),
            low=round(option.low),
            high=round(option.high),
            by=option.by,
            uncovers=[regions.name(area) for area in option.uncovers],
            breaks=option.breaks,
            may_order=option.thing.sort != STOCK
            and option.thing.id in named
            and option.thing.city == person.origin
            and holds(person, MAY_COMMIT, region=option.thing.city),
        )
        for option in found
    ]


def _standards(
    person: Person, seen: dict[str, Picture], named: dict[str, str]
) -> list[StandardRow]:
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
                    thing=named[what],
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
