"""The forces of one incident: what it lacks, who was asked, who comes, what goes back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now

from command.core.models import Person
from command.core.policies import holds
from incidents.models import Incident
from resources.dispatch.errands import obstacles
from resources.dispatch.words import BLOCKED, force_of
from resources.lifecycle import ENDED, DeploymentStatus
from resources.loans.selectors import LoanCard, loans_of
from resources.models import Asset, Deployment, Stock, Team
from resources.rights import MAY_ANSWER, MAY_ASK, MAY_COMMIT
from resources.routing.legs import Leg, legs
from resources.selectors import (
    DeploymentCard,
    NeedCard,
    OfferCard,
    RequestCard,
    needs_of,
    offers_of,
    requests_of,
)
from resources.selectors.reading import DEPLOYMENT

D = DeploymentStatus
COMING = frozenset({D.COMMITTED, D.DEPARTED, D.EN_ROUTE})
RANK = {status: n for n, status in enumerate((D.ON_SCENE, D.EN_ROUTE, D.DEPARTED, D.COMMITTED))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One deployment as the room shows it; ``steps`` is what the reader may do with it.

    ``obstacle`` is what keeps a team from its task here: then ``force`` says blocked.
    """

    card: DeploymentCard
    force: str
    seen_at: datetime | None
    leg: Leg | None
    since: datetime
    phone: str
    own: bool
    steps: tuple[str, ...]
    obstacle: str = ""

    @property
    def counted(self) -> int:
        """How much of it can be there, where that is counted; 0 for a team or a vehicle."""
        return self.card.quantity if self.card.stock else 0

    @property
    def minutes(self) -> int | None:
        """How many minutes are left of the way."""
        far = self.leg is None or self.leg.minutes == float("inf")
        return None if far or self.leg is None else round(self.leg.minutes)

    @property
    def arrives_at(self) -> datetime | None:
        """When it is expected."""
        return None if self.minutes is None else now() + timedelta(minutes=self.minutes)

    @property
    def is_there(self) -> bool:
        """Whether it has arrived."""
        return self.card.status == D.ON_SCENE

    @property
    def is_closed_off(self) -> bool:
        """Whether no road leads there now."""
        return self.leg is not None and self.leg.minutes == float("inf")

    @property
    def by_line(self) -> bool:
        """Whether the time is only that of the straight line."""
        return self.leg is not None and self.leg.by == "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Everything about the forces of one incident."""

    needs: tuple[NeedCard, ...]
    requests: tuple[RequestCard, ...]
    offers: tuple[OfferCard, ...]
    sent: tuple[Sent, ...]
    home: int
    loans: tuple[LoanCard, ...]
    asks: bool
    commits: bool
    offers_help: bool

    @property
    def open_needs(self) -> int:
        """How many need lines are not covered."""
        return sum(1 for need in self.needs if not need.closed and need.open > 0)

    @property
    def releases(self) -> bool:
        """Whether there is something that the reader may let go, all at once."""
        return self.asks and any(one.card.status != D.RELEASED for one in self.sent)


def chain(incident: Incident, person: Person) -> Chain:
    """Return the forces of an incident that ``person`` sees. About a dozen queries."""
    needs = sorted(needs_of(incident.pk), key=lambda n: (n.closed, n.open <= 0, n.priority))
    rows = Deployment.objects.filter(incident=incident).select_related(*DEPLOYMENT)
    found = list(rows.select_related(*DEPLOYMENT, "team__position").order_by("ordered_at"))
    out = [row for row in found if row.state.status not in ENDED]
    asks = holds(person, MAY_ASK, region=incident.region_id, room=incident.room_id)
    sent = _sent(out, incident, person, asks=asks)
    return Chain(
        needs=tuple(needs),
        requests=tuple(requests_of(incident.pk)),
        offers=tuple(offers_of(incident.pk)),
        sent=tuple(sorted(sent, key=lambda s: (RANK.get(D(s.card.status), 9), s.card.name))),
        home=len(found) - len(out),
        loans=tuple(LoanCard.of(loan) for loan in loans_of(person, incident=incident.pk)),
        asks=asks,
        commits=holds(person, MAY_COMMIT, region=person.origin),
        offers_help=person.origin != incident.origin
        and holds(person, MAY_ANSWER, region=person.origin),
    )


def _sent(
    rows: list[Deployment], incident: Incident, person: Person, *, asks: bool
) -> list[Sent]:
    point = incident.point
    places = {row.pk: _place(row) for row in rows if row.state.status in COMING}
    ways: dict[UUID, Leg] = {}
    known = {pk: place for pk, place in places.items() if place is not None}
    if point is not None and known:
        measured = legs(list(known.values()), [(point.y, point.x)])
        ways = {pk: way[0] for pk, way in zip(known, measured, strict=True)}
    own = {_thing(row).region_id for row in rows if row.origin == person.origin}
    mine = {code for code in own if holds(person, MAY_COMMIT, region=code)}
    kept_back = obstacles(incident.pk, (row.team_id for row in rows))
    return [
        _one(
            row,
            ways.get(row.pk),
            person,
            mine,
            asks=asks,
            obstacle=kept_back.get(row.team_id, ""),
        )
        for row in rows
    ]


def _thing(row: Deployment) -> Team | Asset | Stock:
    thing = row.team or row.asset or row.stock
    assert thing is not None  # a constraint of the table
    return thing


def _one(
    row: Deployment,
    leg: Leg | None,
    person: Person,
    mine: set[str],
    *,
    asks: bool,
    obstacle: str,
) -> Sent:
    position = getattr(row.team, "position", None) if row.team else None
    own = row.origin == person.origin
    gives = own and _thing(row).region_id in mine
    here = force_of(row.state.status, obstacle)
    return Sent(
        card=DeploymentCard.of(row),
        force=here,
        obstacle=obstacle if here == BLOCKED else "",
        seen_at=position.observed_at if position else None,
        leg=leg,
        since=row.state.updated_at,
        phone=row.team.phone if row.team else "",
        own=own,
        steps=_steps(row, gives=gives, asks=asks),
    )


def _steps(row: Deployment, *, gives: bool, asks: bool) -> tuple[str, ...]:
    """Return what may be done with a deployment: its next steps, for the reader."""
    status = D(row.state.status)
    if status == D.RESERVED:
        return ("call", "cancelled") if gives else ()
    if status == D.RELEASED:
        return ("returned",) if gives else ()
    steps = []
    if status == D.COMMITTED and gives:
        steps.append("departed")
    # Of a stock the rest may come later.
    partly = status == D.ON_SCENE and row.stock_id and row.state.arrived < row.quantity
    if (status in COMING or partly) and (asks or gives):
        steps.append("on_scene")
    if status == D.COMMITTED and gives:
        steps.append("cancelled")
    elif asks or gives:
        steps.append("released")
    return tuple(steps)


def _place(row: Deployment) -> tuple[float, float] | None:
    position = getattr(row.team, "position", None) if row.team else None
    if position is not None:
        return (position.lat, position.lon)
    thing = _thing(row)
    point = getattr(thing, "base", None) or getattr(thing, "point", None)
    return (point.y, point.x) if point else None
