"""Sending several forces at once: one's own are ordered, others' are asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import authority, regions
from command.core.doors import door
from command.core.errors import Invalid, NotThere
from command.core.models import Person
from resources.actions import (
    commit_asset,
    commit_stock,
    commit_team,
    request_resource,
    reserve,
)
from resources.models import Asset, Deployment, Need, ResourceRequest, Stock, Team
from resources.selectors.sight import assets_open_to, stocks_open_to, teams_open_to

MOST = 60  # things in one order
LONGEST = 120  # of the place of a request
Thing = Team | Asset | Stock
SORTS: dict[str, Callable[[Person], Any]] = {
    "team": teams_open_to,
    "asset": assets_open_to,
    "stock": stocks_open_to,
}


@dataclass(frozen=True, slots=True)
class Pick:
    """``quantity`` of one thing: ``sort`` is team, asset, stock, or city, which is asked."""

    sort: str
    key: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it."""

    deployments: tuple[Deployment, ...]
    requests: tuple[ResourceRequest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms: for which request or need, when, for how long, and why."""

    need_id: UUID | None = None
    request_id: UUID | None = None
    starts: datetime | None = None
    until: datetime | None = None
    place: str = ""
    needed_by: datetime | None = None
    remark: str = ""


@door
def dispatch_forces(
    *, actor: Person, incident_id: UUID, picks: Sequence[Pick], terms: Terms
) -> Sent:
    """Order what is one's own to an incident, and ask the other cities for what is theirs.

    ``terms.starts`` keeps one's own things for later instead. Everything happens or
    nothing does. Raises what the doors of each thing raise, and ``Invalid``.
    """
    if not 1 <= len(picks) <= MOST:
        raise Invalid(_("Choose at least one force, and not more than %(n)s.") % {"n": MOST})
    need = _need(terms.need_id)
    own: list[Deployment] = []
    foreign: dict[tuple[str, str], list[tuple[str, int]]] = {}
    # In the order of their keys, so that two orders never wait for each other.
    for pick in sorted(picks, key=lambda p: (p.sort, p.key)):
        thing = _thing(actor, pick)
        if isinstance(thing, str):
            if need is None:
                raise Invalid(_("A city is asked for a need. Choose a need line."))
            foreign.setdefault((thing, _what(need)), []).append(("", pick.quantity))
        elif thing.origin == authority.current():
            own.append(_order(actor, incident_id, thing, pick.quantity, need, terms))
        else:
            what = thing.kind if isinstance(thing, Team) else thing.supply_id
            name = thing.depot if isinstance(thing, Stock) else thing.name
            key = (regions.city_of(thing.region_id), what)
            foreign.setdefault(key, []).append((name, pick.quantity))
    asked = [
        _ask(actor, incident_id, city, what, named, need, terms)
        for (city, what), named in sorted(foreign.items())
    ]
    return Sent(tuple(own), tuple(asked))


def _need(need_id: UUID | None) -> Need | None:
    if need_id is None:
        return None
    need = Need.objects.filter(pk=need_id).first()
    if need is None:
        raise NotThere(_("There is no such need."), need=str(need_id))
    return need


def _what(need: Need) -> str:
    return need.supply_id or need.team_kind


def _thing(actor: Person, pick: Pick) -> Thing | str:
    """Return what is meant, of what the person may see; a city as its code."""
    if pick.sort == "city":
        if pick.key not in regions.CITIES:
            raise Invalid(_("There is no such city."), city=pick.key)
        return pick.key
    try:
        key = UUID(pick.key)
    except ValueError:
        key = None
    open_to = SORTS.get(pick.sort)
    found: Thing | None = open_to(actor).filter(pk=key).first() if open_to and key else None
    if found is None:
        raise NotThere(_("There is no such force, or not visible to you."), key=pick.key)
    return found


def _order(
    actor: Person,
    incident_id: UUID,
    thing: Thing,
    quantity: int,
    need: Need | None,
    terms: Terms,
) -> Deployment:
    """Order one thing, or keep it for later. A thing of another kind serves no need."""
    what = thing.kind if isinstance(thing, Team) else thing.supply_id
    serves = need.pk if need and _what(need) == what and not terms.request_id else None
    ties: dict[str, Any] = {"request_id": terms.request_id, "need_id": serves}
    if terms.starts is not None:
        if terms.until is None:
            raise Invalid(_("Say until when it is kept."), field="until")
        window: dict[str, Any] = {"starts": terms.starts, "until": terms.until}
        if isinstance(thing, Stock):
            return reserve(
                actor=actor,
                incident_id=incident_id,
                stock_id=thing.pk,
                quantity=quantity,
                despite=terms.remark,
                **window,
                **ties,
            )
        key = "team_id" if isinstance(thing, Team) else "asset_id"
        return reserve(
            actor=actor,
            incident_id=incident_id,
            despite=terms.remark,
            **(window | ties | {key: thing.pk}),
        )
    how: dict[str, Any] = {
        "actor": actor,
        "incident_id": incident_id,
        "despite": terms.remark,
        **ties,
    }
    if isinstance(thing, Stock):
        return commit_stock(stock_id=thing.pk, quantity=quantity, until=terms.until, **how)
    if isinstance(thing, Asset):
        return commit_asset(asset_id=thing.pk, until=terms.until, **how)
    return commit_team(team_id=thing.pk, until=terms.until, **how)


def _ask(
    actor: Person,
    incident_id: UUID,
    city: str,
    what: str,
    named: list[tuple[str, int]],
    need: Need | None,
    terms: Terms,
) -> ResourceRequest:
    """Ask one city for what was chosen of it, its names said."""
    names = "、".join(name for name, _quantity in named if name)
    fits = need is not None and _what(need) == what
    return request_resource(
        actor=actor,
        incident_id=incident_id,
        what=what,
        quantity=sum(quantity for _name, quantity in named),
        unit="",
        asked=[city],
        place=_place(terms, names),
        needed_by=terms.needed_by,
        need_id=need.pk if need is not None and fits else None,
        capabilities=list(need.capabilities) if need is not None and fits else [],
    )


def _place(terms: Terms, names: str) -> str:
    """Return where to, with the names of what was chosen; the city decides for itself."""
    if not names:
        return terms.place[:LONGEST]
    wish = _("wanted: %(names)s") % {"names": names}
    return " · ".join(filter(None, [terms.place, wish]))[:LONGEST]
