"""What waits for a person's decision."""

from dataclasses import dataclass
from uuid import UUID

from command.core.models import Person
from command.core.policies import duties_of, holds, rooms_visible_to
from command.core.regions import covers
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from resources.lifecycle import ENDED_REQUESTS, Answer
from resources.models import ResourceOffer, ResourceRequest
from resources.rights import MAY_ANSWER, MAY_ASK
from resources.selectors.forces import NOTHING, Cell, stock_counts, team_counts
from resources.selectors.reading import OFFER, REQUEST
from resources.selectors.request_cards import OfferCard, RequestCard


@dataclass(frozen=True, slots=True)
class RequestAwaiting:
    """A request that ``city`` has not answered, with what the answer would leave.

    ``available`` of ``total`` is what the city has of it now; ``open`` is the most
    that can be accepted, ``left`` what remains in the city after accepting all
    of it that the city can give.
    """

    request: RequestCard
    city: str
    incident_title: str
    region: str
    available: int
    total: int

    @property
    def suggested(self) -> int:
        """What the city can give of what is still open."""
        return min(self.available, self.request.open)

    @property
    def left(self) -> int:
        """What remains available in the city after giving that."""
        return self.available - self.suggested


@dataclass(frozen=True, slots=True)
class OfferAwaiting:
    """An offer that nobody on the incident's side has answered."""

    offer: OfferCard
    incident_title: str
    region: str


def requests_awaiting(person: Person) -> list[RequestAwaiting]:
    """Return the requests that wait for the answer of the authority ``person`` speaks for.

    Requests answered provisionally have been answered. At most four queries.
    """
    city = person.origin
    if not holds(person, MAY_ANSWER, region=city):
        return []
    rows = (
        ResourceRequest.objects.filter(state__awaiting__contains=[city])
        .exclude(state__status__in=[*ENDED_REQUESTS, "filled"])
        .exclude(incident__state__status__in=ENDED_INCIDENTS)
        .select_related(*REQUEST, "incident")
        .order_by("needed_by", "requested_at", "pk")
    )
    requests = list(rows)
    counts = {world: _counts(world, requests) for world in {r.exercise_id for r in requests}}
    return [_awaiting(row, city, counts[row.exercise_id]) for row in requests]


def provisional_of(person: Person) -> list[RequestCard]:
    """Return the requests that one's authority has answered provisionally. Two queries."""
    city = person.origin
    if not holds(person, MAY_ANSWER, region=city):
        return []
    rows = ResourceRequest.objects.filter(asked__contains=[city], state__provisional__gt=0)
    rows = rows.exclude(state__status__in=ENDED_REQUESTS).select_related(*REQUEST)
    rows = rows.exclude(incident__state__status__in=ENDED_INCIDENTS)
    cards = [RequestCard.of(row) for row in rows]
    return [c for c in cards if c.lines[city]["answer"] == Answer.PROVISIONAL]


def offers_awaiting(person: Person) -> list[OfferAwaiting]:
    """Return the offers that wait for ``person``'s answer. At most four queries."""
    posts = [d for d in duties_of(person) if d.post in MAY_ASK]
    if not posts:
        return []
    rows = (
        ResourceOffer.objects.filter(
            replies__isnull=True,
            withdrawals__isnull=True,
            incident__room__in=rooms_visible_to(person),
        )
        .exclude(origin=person.origin)
        .exclude(incident__state__status__in=ENDED_INCIDENTS)
        .select_related("supply", "incident")
        .prefetch_related(*OFFER)
        .order_by("offered_at", "pk")
    )
    found = []
    for row in rows:
        incident = row.incident
        if incident is not None and any(
            (d.region_id and covers(d.region_id, incident.region_id))
            or d.room_id == incident.room_id
            for d in posts
        ):
            found.append(OfferAwaiting(OfferCard.of(row), incident.title, incident.region_id))
    return found


def _counts(
    exercise_id: UUID | None, requests: list[ResourceRequest]
) -> dict[tuple[str, str], Cell]:
    mine = [r for r in requests if r.exercise_id == exercise_id]
    kinds = {r.team_kind for r in mine if r.team_kind}
    supplies = {r.supply_id for r in mine if r.supply_id}
    return {
        **(team_counts(exercise_id, kinds) if kinds else {}),
        **(stock_counts(exercise_id, supplies) if supplies else {}),
    }


def _awaiting(
    row: ResourceRequest, city: str, counts: dict[tuple[str, str], Cell]
) -> RequestAwaiting:
    cell = counts.get((row.supply_id or row.team_kind, city), NOTHING)
    return RequestAwaiting(
        request=RequestCard.of(row),
        city=city,
        incident_title=row.incident.title if row.incident else "",
        region=row.incident.region_id if row.incident else "",
        available=cell.available,
        total=cell.total,
    )
