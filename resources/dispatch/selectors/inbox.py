"""The requests that reach one's city, with what answering would cost, and one's own."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Person
from command.core.policies import holds
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from incidents.models import Incident
from incidents.selectors import seen, visible_to
from resources.adviser.selectors.signing import suggested_for
from resources.dispatch.filters import ASSETS, STOCKS, TEAMS, Filters
from resources.dispatch.selectors.cards import Unit
from resources.dispatch.selectors.cost import Cost, costs
from resources.dispatch.selectors.units import listed
from resources.lifecycle import ENDED_REQUESTS, Answer
from resources.models import Deployment, ResourceRequest
from resources.rights import MAY_ANSWER, MAY_ASK, MAY_COMMIT
from resources.selectors import (
    DeploymentCard,
    NeedCard,
    OfferAwaiting,
    OfferCard,
    RequestCard,
    need_card_of,
    offers_awaiting,
    offers_open_to,
    request_card_of,
)
from resources.selectors.reading import DEPLOYMENT
from resources.selectors.sight import requests_open_to

SHOWN = 60
NEAREST = 12
WAITING, PROMISED, OVER = "waiting", "promised", "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the list shows it; ``mine`` is the line of the reader's city, if asked."""

    request: RequestCard
    incident_id: UUID | None
    incident: str
    grade: int
    city: str
    advised: str = ""

    @property
    def mine(self) -> dict[str, object]:
        """What the reader's city said and did."""
        return self.request.lines.get(self.city, {})

    @property
    def asker(self) -> str:
        """Who asks."""
        return regions.name(self.request.origin)

    @property
    def stage(self) -> str:
        """Where it stands for the reader's city."""
        if self.request.status in ENDED_REQUESTS:
            return OVER
        if not self.mine.get("answer"):
            return WAITING if self.request.open else OVER
        return PROMISED if self.left else OVER

    @property
    def left(self) -> int:
        """What was promised and is not yet ordered or kept."""
        line = self.mine
        if line.get("answer") == Answer.PROVISIONAL:
            return _n(line, "quantity")
        if line.get("answer") != Answer.ACCEPT:
            return 0
        return _n(line, "quantity") - _n(line, "committed") - _n(line, "reserved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request in full, for the city that is asked."""

    asked: Asked
    incident: Incident | None
    cost: Cost
    lines: tuple[tuple[str, dict[str, object], str], ...]
    deployments: tuple[DeploymentCard, ...]
    units: tuple[Unit, ...]
    need: NeedCard | None
    is_asked: bool
    answers: bool
    commits: bool
    asks: bool

    @property
    def suggested(self) -> int:
        """What the city can give of what is open."""
        return min(self.asked.request.open, max(self.cost.available, 0))


def incoming(person: Person) -> list[Asked]:
    """Return the requests that one's city was asked: what waits for an answer first."""
    city = person.origin
    rows = requests_open_to(person).filter(asked__contains=[city])
    found = _advised(_listed(rows, city), person)
    rank = {WAITING: 0, PROMISED: 1, OVER: 2}
    return sorted(found, key=lambda a: (rank[a.stage], a.request.needed_by or "9"))


def outgoing(person: Person) -> list[Asked]:
    """Return the requests of one's own authority, and what became of them."""
    rows = requests_open_to(person).filter(origin=person.origin)
    return _listed(rows, person.origin)


def offers(person: Person) -> tuple[list[OfferAwaiting], list[OfferCard]]:
    """Return the offers that wait for the reader, and those of the reader's own authority."""
    rows = offers_open_to(person).filter(origin=person.origin).order_by("-offered_at")
    running = rows.exclude(incident__state__status__in=ENDED_INCIDENTS)
    return offers_awaiting(person), [OfferCard.of(row) for row in running[:SHOWN]]


def question(request_id: UUID, person: Person) -> Question:
    """Return a request in full. Raises ``NotThere`` when hidden or missing."""
    card = request_card_of(request_id, person)
    row = ResourceRequest.objects.select_related("incident").get(pk=request_id)
    visible = row.incident_id and visible_to(person).filter(pk=row.incident_id).exists()
    incident = seen(row.incident_id, person) if visible and row.incident_id else None
    city = person.origin
    asked = _asked(card, incident, city)
    is_asked = city in card.asked
    units = _fitting(person, card, incident, row.exercise_id) if is_asked else []
    wanted = asked.left or card.open
    (cost,) = costs({(city, card.what): wanted}, row.exercise_id)
    cost = replace(cost, giving=max(0, min(wanted, cost.available)))
    sent = Deployment.objects.filter(request=request_id).select_related(*DEPLOYMENT)
    need = need_card_of(row.need_id, person) if row.need_id and incident else None
    return Question(
        asked=asked,
        incident=incident,
        cost=cost,
        lines=tuple(
            (code, card.lines.get(code, {}), regions.name(code)) for code in card.asked
        ),
        deployments=tuple(DeploymentCard.of(one) for one in sent.order_by("ordered_at")),
        units=tuple(units),
        need=need,
        is_asked=is_asked,
        answers=is_asked and holds(person, MAY_ANSWER, region=city),
        commits=is_asked and holds(person, MAY_COMMIT, region=city),
        asks=card.origin == city and holds(person, MAY_ASK, region=city),
    )


def _fitting(
    person: Person, card: RequestCard, incident: Incident | None, world: UUID | None
) -> list[Unit]:
    """Return one's own free forces of the kind, who is there first in front."""
    if incident is None:
        return []
    found: list[Unit] = []
    for of in (TEAMS,) if card.is_team else (ASSETS, STOCKS):
        by = Filters(of=of, kind=card.what, city=person.origin, status="standby")
        found += [u for u in listed(person, by, incident.point, world).units if u.is_free]
    found.sort(key=lambda u: (u.minutes is None, u.minutes or 0))
    return found[:NEAREST]


def _listed(rows: QuerySet[ResourceRequest], city: str) -> list[Asked]:
    with_incident = rows.select_related("incident__state")
    found = with_incident.filter(
        Q(incident=None) | ~Q(incident__state__status__in=ENDED_INCIDENTS)
    ).order_by("-requested_at")[:SHOWN]
    return [_asked(RequestCard.of(row), row.incident, city) for row in found]


def _advised(found: list[Asked], person: Person) -> list[Asked]:
    """Return them with the units that the adviser suggests, in words."""
    units = suggested_for([UUID(one.request.id) for one in found], person)
    words = {
        key: _(", ").join(f"{unit['name']} {unit['quantity']}" for unit in of)
        for key, of in units.items()
    }
    return [replace(one, advised=words.get(UUID(one.request.id), "")) for one in found]


def _asked(card: RequestCard, incident: Incident | None, city: str) -> Asked:
    return Asked(
        request=card,
        incident_id=incident.pk if incident else None,
        incident=incident.title if incident else "",
        grade=(incident.state.grade or 0) if incident else 0,
        city=city,
    )


def _n(line: dict[str, object], name: str) -> int:
    return int(str(line.get(name) or 0))
