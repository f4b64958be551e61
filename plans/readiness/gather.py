"""Gathering the facts of a plan: today's roster, stock, promises and roads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import translation
from django.utils.timezone import localtime

from command.core import regions
from command.core.models import Duty, Organisation, Region
from command.core.times import running
from plans.document import Document, Role, Step, in_order
from plans.document.shape import POST
from plans.graph import timed
from plans.interlock.promises import Promise, promises
from plans.interlock.stock import Standing, standings
from plans.readiness.pure.facts import (
    Facts,
    Numbers,
    PoolFact,
    RoleFact,
    StepFact,
    WayFact,
)
from plans.selectors.owners import owner_of
from resources.routing.legs import Leg, Place, legs

LANGUAGES = ("zh-hans", "en")
Way = tuple[str, str]
NOWHERE: Way = ("", "")


def facts_of(document: Document, city: str, numbers: Numbers, at: datetime) -> Facts:
    """Return what the chance of a plan of ``city`` depends on at this moment.

    Conditions of steps are taken as met: a step that never comes misses nothing.
    """
    steps = in_order(document.steps)
    times = timed(document.steps)
    roles = {role.key: role for role in document.roles}
    wanted = {step.key: _way(step, roles.get(step.role), city) for step in steps}
    # The region has no seat from which a way could be reckoned: its people are at hand.
    ways = {(way.start, way.end): way for way in _ways(filter(None, wanted.values()), at)}
    pools = _pools(steps, city)
    hour = localtime(at).hour
    return Facts(
        steps=tuple(
            StepFact(
                key=step.key,
                title=step.title,
                title_en=step.title_en,
                role=step.role,
                offset=step.offset_minutes,
                due=step.due_minutes,
                start=times[step.key].start,
                finish=times[step.key].finish,
                after=tuple(step.after),
                way=way.key if (way := ways.get(wanted[step.key] or NOWHERE)) else "",
                pools=tuple(dict.fromkeys(f"{n.what}/{n.source}" for n in step.needs)),
            )
            for step in steps
        ),
        roles=tuple(_role(role, city, at) for role in document.roles),
        ways=tuple(ways.values()),
        pools=pools,
        night=hour >= numbers.night_begins or hour < numbers.night_ends,
    )


def _role(role: Role, city: str, at: datetime) -> RoleFact:
    owner = owner_of(role, city) if role.owner else None
    held = Duty.objects.filter(running(at), person__is_active=True)
    if role.owner_kind == POST:
        held = held.filter(post=role.owner, region=role.region or city)
    else:
        held = held.filter(organisation=owner.id if owner else None)
    return RoleFact(
        key=role.key,
        name=role.name or _owner_name(role, "zh-hans"),
        name_en=role.name_en or role.name or _owner_name(role, "en"),
        filled=owner is not None,
        # An organisation that is known has a watch, whoever of it is entered here.
        on_duty=max(held.count(), 1) if owner is not None else 0,
    )


def _owner_name(role: Role, language: str) -> str:
    """Return what the owner of a role is called that the plan gives no name."""
    if not role.owner:
        return role.key
    kinds = Duty.Post if role.owner_kind == POST else Organisation.Kind
    with translation.override(language):
        named = str(kinds(role.owner).label)
        return f"{regions.name(role.region)} {named}".strip() if role.region else named


def _way(step: Step, role: Role | None, city: str) -> Way | None:
    start = (role.region if role else "") or city
    end = step.region or start
    return (start, end) if start != end else None


def _ways(wanted: Iterable[Way], at: datetime) -> tuple[WayFact, ...]:
    pairs = sorted(set(wanted))
    seats = Region.objects.filter(code__in={code for pair in pairs for code in pair})
    places: dict[str, Place] = {
        region.code: (region.seat.y, region.seat.x) for region in seats if region.seat
    }
    return tuple(
        _travel(pair, places[pair[0]], places[pair[1]], at)
        for pair in pairs
        if pair[0] in places and pair[1] in places
    )


def _travel(pair: Way, start: Place, end: Place, at: datetime) -> WayFact:
    said: list[tuple[str, ...]] = []
    leg: Leg | None = None
    for language in LANGUAGES:
        with translation.override(language):
            leg = legs([start], [end], at=at)[0][0]
        said.append(leg.because)
    assert leg is not None
    closed = leg.minutes == float("inf")
    low, mid, high = (0.0, 0.0, 0.0) if closed else (leg.low, leg.minutes, leg.high)
    return WayFact(
        start=pair[0],
        end=pair[1],
        low=round(low, 1),
        minutes=round(mid, 1),
        high=round(high, 1),
        km=round(leg.km, 1),
        closed=closed,
        because=(said[0], said[1]),
    )


def _pools(steps: Iterable[Step], city: str) -> tuple[PoolFact, ...]:
    """Return what is there for all steps together that take of one thing and one source."""
    wanted: dict[Way, int] = defaultdict(int)
    for step in steps:
        for need in step.needs:
            wanted[need.what, need.source] += need.quantity
    if not wanted:
        return ()
    offers = [each for each in promises() if each.giver != city and each.taker in {"", city}]
    stand = standings({what for what, _source in wanted})
    return tuple(
        PoolFact(
            what=what,
            source=source,
            wanted=quantity,
            own=0 if source or (what, city) not in stand else stand[what, city].free,
            promised=_promised(what, source, offers, stand),
        )
        for (what, source), quantity in sorted(wanted.items())
    )


def _promised(
    what: str,
    source: str,
    offers: Iterable[Promise],
    stand: Mapping[tuple[str, str], Standing],
) -> tuple[int, ...]:
    """Return what each neighbour promises, no more than it could send tonight."""
    given: dict[str, int] = defaultdict(int)
    for offer in offers:
        if offer.what == what and source in {"", offer.giver}:
            given[offer.giver] += offer.quantity
    return tuple(
        min(quantity, stand[what, giver].free if (what, giver) in stand else 0)
        for giver, quantity in sorted(given.items())
    )
