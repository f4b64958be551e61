"""The teams, assets and stocks that might go, with what keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.gis.geos import Point

from resources.adviser.pure.problem import Candidate
from resources.lifecycle import ENDED, TeamStatus
from resources.models import Asset, Capability, Deployment, Stock, Team
from resources.nearest.selectors import nearest
from resources.register.selectors.rest import rest_of

Place = tuple[float, float]
FREE = TeamStatus.STANDBY
SAID = {TeamStatus.RESTING: "resting", TeamStatus.UNAVAILABLE: "unavailable"}


@dataclass(frozen=True, slots=True)
class Thing:
    """A candidate and where it leaves from; ``is_counted``: the register says it is free."""

    candidate: Candidate
    place: Place | None
    is_counted: bool = True


def things_for(
    what: str, around: Place, *, at: datetime, exercise: UUID | None, loading: int, most: int
) -> list[Thing]:
    """Return what there is of a kind of team or a supply around a place. Few queries.

    All that is known is looked at, whoever may see it: what is shown of it is cut later.
    """
    near = nearest(
        around, what=what, person=None, limit=most, free_only=False, exercise=exercise
    )
    keys: dict[str, list[UUID]] = {}
    for found in near:
        keys.setdefault(found.kind, []).append(found.id)
    abilities = _given_by()
    teams = Team.objects.filter(pk__in=keys.get("team", ())).select_related("state")
    assets = Asset.objects.filter(pk__in=keys.get("asset", ())).select_related("state", "team")
    lying = Stock.objects.filter(pk__in=keys.get("stock", ()))
    return [
        *_teams(list(teams.order_by("pk")), abilities, at),
        *_assets(list(assets.order_by("pk")), abilities, at, loading),
        *(_stock(row, abilities, loading) for row in lying.order_by("pk")),
    ]


def _teams(rows: list[Team], abilities: Mapping[str, list[str]], at: datetime) -> list[Thing]:
    if not rows:
        return []
    booked = _bookings("team", rows, at)
    rests = rest_of([row.pk for row in rows], at)
    found = []
    for row in rows:
        each = Candidate(
            key=f"team.{row.pk}",
            kind="team",
            city=row.origin,
            region=row.region_id,
            what=row.kind,
            name=row.name,
            available=1,
            capabilities=_able(abilities, row.kind, row.capabilities),
            ready_in=row.response_min,
        )
        each = _kept(each, row.state.status, booked.get(row.pk))
        rest = rests.get(row.pk)
        if not each.blocked and rest is not None and not rest.rested:
            until = rest.rested_at.isoformat() if rest.rested_at else ""
            each = replace(each, blocked="resting", until=until)
        found.append(_placed(each, row.base, is_counted=row.state.status == FREE))
    return found


def _assets(
    rows: list[Asset], abilities: Mapping[str, list[str]], at: datetime, loading: int
) -> list[Thing]:
    if not rows:
        return []
    booked = _bookings("asset", rows, at)
    found = []
    for row in rows:
        each = Candidate(
            key=f"asset.{row.pk}",
            kind="asset",
            city=row.origin,
            region=row.region_id,
            what=row.supply_id,
            name=row.name,
            available=1,
            capabilities=_able(abilities, row.supply_id, row.capabilities),
            ready_in=row.team.response_min if row.team else loading,
        )
        each = _kept(each, row.state.status, booked.get(row.pk))
        found.append(_placed(each, row.base, is_counted=row.state.status == FREE))
    return found


def _stock(row: Stock, abilities: Mapping[str, list[str]], loading: int) -> Thing:
    each = Candidate(
        key=f"stock.{row.pk}",
        kind="stock",
        city=row.origin,
        region=row.region_id,
        what=row.supply_id,
        name=row.depot,
        available=row.available,
        capabilities=_able(abilities, row.supply_id, ()),
        ready_in=loading,
    )
    return _placed(each, row.point, is_counted=True)


def _kept(each: Candidate, status: str, booking: tuple[str, str] | None) -> Candidate:
    """Return the candidate with what its status or a booking in the window says."""
    if status in SAID:
        return replace(each, blocked=SAID[TeamStatus(status)])
    since, until = booking or ("", "")
    if status != FREE:
        return replace(each, blocked="booked", until=until)
    return replace(each, blocked="reserved", since=since, until=until) if booking else each


def _placed(each: Candidate, point: Point | None, *, is_counted: bool) -> Thing:
    if point is None:
        blocked = each.blocked or "nowhere"
        return Thing(replace(each, blocked=blocked), None, is_counted)
    return Thing(each, (point.y, point.x), is_counted)


def _bookings(link: str, rows: list[Any], at: datetime) -> dict[UUID, tuple[str, str]]:
    """Return the first booking of each thing from now on: from when, until when. One query."""
    booked = Deployment.objects.filter(
        **{f"{link}__in": [row.pk for row in rows]}, period__overlap=(at, None)
    ).exclude(state__status__in=ENDED)
    found: dict[UUID, tuple[str, str]] = {}
    key: Any
    period: Any
    for key, period in booked.order_by("period").values_list(f"{link}_id", "period"):
        since = period.lower.isoformat()
        found.setdefault(key, (since, period.upper.isoformat() if period.upper else ""))
    return found


def _given_by() -> dict[str, list[str]]:
    return dict(Capability.objects.order_by("code").values_list("code", "given_by"))


def _able(given_by: Mapping[str, list[str]], what: str, own: Any) -> tuple[str, ...]:
    """Return all that a thing can do; as ``resources.actions.capable`` judges an order."""
    brings = {what, *own}
    while more := {
        code
        for code, by in given_by.items()
        if code not in brings and not brings.isdisjoint(by)
    }:
        brings |= more
    return tuple(sorted(brings - {what}))
