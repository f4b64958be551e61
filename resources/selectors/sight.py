"""What of the forces people may see in detail."""

from typing import TypeVar
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Exercise, Person
from command.core.policies import rooms_visible_to, scopes_of, within
from command.core.regions import CITIES
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from resources.lifecycle import ENDED, ENDED_REQUESTS
from resources.models import (
    Asset,
    Deployment,
    Need,
    ResourceOffer,
    ResourceRequest,
    Stock,
    Team,
)
from resources.selectors.cards import AssetCard, StockCard, TeamCard
from resources.selectors.need_cards import NeedCard, need_cards
from resources.selectors.reading import ASSET, DEPLOYMENT, OFFER, REQUEST, STOCK, TEAM
from resources.selectors.request_cards import DeploymentCard, OfferCard, RequestCard

Row = TypeVar("Row", bound=Model)


def _at_home(person: Person) -> Q:
    """Return the condition that a thing lies where ``person`` is on duty."""
    condition = Q(pk__in=[])
    for scope in scopes_of(person):
        condition |= within(scope, "region_id")
    return condition


def teams_open_to(person: Person) -> QuerySet[Team]:
    """Return the teams of one's own territory, one's own, and those at incidents one sees."""
    there = Deployment.objects.filter(
        incident__room__in=rooms_visible_to(person), team__isnull=False
    ).exclude(state__status__in=ENDED)
    mine = Q(members__person=person, members__left_at__isnull=True)
    known = Team.objects.filter(_at_home(person) | Q(pk__in=there.values("team")))
    known |= Team.objects.filter(pk__in=Team.objects.filter(mine).values("pk"))
    return known.select_related(*TEAM)


def assets_open_to(person: Person) -> QuerySet[Asset]:
    """Return the assets of one's own territory, and those that serve incidents one sees."""
    there = Deployment.objects.filter(
        incident__room__in=rooms_visible_to(person), asset__isnull=False
    ).exclude(state__status__in=ENDED)
    known = Asset.objects.filter(_at_home(person) | Q(pk__in=there.values("asset")))
    return known.select_related(*ASSET)


def needs_open_to(person: Person) -> QuerySet[Need]:
    """Return the needs of incidents one sees."""
    return Need.objects.filter(incident__room__in=rooms_visible_to(person))


def stocks_open_to(person: Person) -> QuerySet[Stock]:
    """Return the stocks of one's own territory, and those that serve incidents one sees."""
    there = Deployment.objects.filter(
        incident__room__in=rooms_visible_to(person), stock__isnull=False
    ).exclude(state__status__in=ENDED)
    known = Stock.objects.filter(_at_home(person) | Q(pk__in=there.values("stock")))
    return known.select_related(*STOCK)


def requests_open_to(person: Person) -> QuerySet[ResourceRequest]:
    """Return the requests for incidents one sees, and those one's city was asked."""
    cities = [code for code in scopes_of(person) if code in CITIES]
    seen = Q(incident__room__in=rooms_visible_to(person)) | Q(asked__overlap=cities)
    return ResourceRequest.objects.filter(seen).select_related(*REQUEST)


def deployments_open_to(person: Person) -> QuerySet[Deployment]:
    """Return the deployments for incidents one sees, and those of one's own forces."""
    teams = Team.objects.filter(_at_home(person)).values("pk")
    assets = Asset.objects.filter(_at_home(person)).values("pk")
    stocks = Stock.objects.filter(_at_home(person)).values("pk")
    own_team = Team.objects.filter(members__person=person, members__left_at__isnull=True)
    rows = Deployment.objects.filter(
        Q(incident__room__in=rooms_visible_to(person))
        | Q(team__in=teams)
        | Q(asset__in=assets)
        | Q(stock__in=stocks)
        | Q(team__in=own_team.values("pk"))
    )
    return rows.select_related(*DEPLOYMENT).order_by("-ordered_at", "pk")


def offers_open_to(person: Person) -> QuerySet[ResourceOffer]:
    """Return the offers for incidents one sees."""
    rows = ResourceOffer.objects.filter(incident__room__in=rooms_visible_to(person))
    return rows.select_related("supply").prefetch_related(*OFFER)


def requests_of(incident_id: UUID) -> list[RequestCard]:
    """Return the requests of one incident, oldest first. One query; sight is the caller's."""
    rows = ResourceRequest.objects.filter(incident=incident_id).select_related(*REQUEST)
    return [RequestCard.of(row) for row in rows.order_by("requested_at", "number")]


def needs_of(incident_id: UUID) -> list[NeedCard]:
    """Return the needs of one incident, the most urgent first. Sight is the caller's."""
    return need_cards(Need.objects.filter(incident=incident_id))


def deployments_of(incident_id: UUID) -> list[DeploymentCard]:
    """Return what was given to one incident, oldest first. One query; sight is the caller's."""
    rows = Deployment.objects.filter(incident=incident_id).select_related(*DEPLOYMENT)
    return [DeploymentCard.of(row) for row in rows.order_by("ordered_at", "pk")]


def offers_of(incident_id: UUID) -> list[OfferCard]:
    """Return the offers for one incident. Three queries; sight is the caller's."""
    rows = ResourceOffer.objects.filter(incident=incident_id).select_related("supply")
    ordered = rows.prefetch_related(*OFFER).order_by("offered_at", "number")
    return [OfferCard.of(row) for row in ordered]


def open_requests(person: Person) -> list[RequestCard]:
    """Return the requests that have not ended, of those one may see. Few queries."""
    rows = requests_open_to(person).exclude(state__status__in=ENDED_REQUESTS)
    rows = rows.exclude(incident__state__status__in=ENDED_INCIDENTS)
    return [RequestCard.of(row) for row in rows]


def team_card_of(team_id: UUID, person: Person) -> TeamCard:
    """Return the card of a team. Raises ``NotThere`` when hidden or missing."""
    return TeamCard.of(_one(teams_open_to(person), team_id))


def asset_card_of(asset_id: UUID, person: Person) -> AssetCard:
    """Return the card of an asset. Raises ``NotThere`` when hidden or missing."""
    return AssetCard.of(_one(assets_open_to(person), asset_id))


def need_card_of(need_id: UUID, person: Person) -> NeedCard:
    """Return the card of a need. Raises ``NotThere`` when hidden or missing."""
    need = _one(needs_open_to(person), need_id)
    return need_cards(Need.objects.filter(pk=need.pk))[0]


def stock_card_of(stock_id: UUID, person: Person) -> StockCard:
    """Return the card of a stock. Raises ``NotThere`` when hidden or missing."""
    return StockCard.of(_one(stocks_open_to(person), stock_id))


def request_card_of(request_id: UUID, person: Person) -> RequestCard:
    """Return the card of a request. Raises ``NotThere`` when hidden or missing."""
    return RequestCard.of(_one(requests_open_to(person), request_id))


def deployment_card_of(deployment_id: UUID, person: Person) -> DeploymentCard:
    """Return the card of a deployment. Raises ``NotThere`` when hidden or missing."""
    return DeploymentCard.of(_one(deployments_open_to(person), deployment_id))


def offer_card_of(offer_id: UUID, person: Person) -> OfferCard:
    """Return the card of an offer. Raises ``NotThere`` when hidden or missing."""
    return OfferCard.of(_one(offers_open_to(person), offer_id))


def team_of(person: Person) -> Team | None:
    """Return the team ``person`` is in now, that of a running exercise first. One query."""
    now_played = Q(exercise__isnull=True) | Q(exercise__state=Exercise.State.RUNNING)
    teams = Team.objects.filter(
        now_played, members__person=person, members__left_at__isnull=True
    )
    ordered = teams.order_by(F("exercise").desc(nulls_last=True))
    return ordered.select_related(*TEAM).first()


def _one(rows: QuerySet[Row], key: UUID) -> Row:
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(key))
    return row
