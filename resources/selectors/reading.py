"""Reading one thing, locked or not, and what an entry says of things that changed.

The order of locks is the same in every door, so that no two can wait for each
other: the incident's state, the need, the request's state, the deployment's, the team, asset or
stock, and last the journal's head. Headers never change and need no lock.
"""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from incidents.models import Incident
from resources.models import (
    Asset,
    Deployment,
    DeploymentState,
    Need,
    RequestState,
    ResourceOffer,
    ResourceRequest,
    Stock,
    Team,
)
from resources.selectors.cards import AssetCard, StockCard, TeamCard
from resources.selectors.need_cards import need_cards
from resources.selectors.request_cards import DeploymentCard, OfferCard, RequestCard

Views = dict[str, dict[str, Any]]

TEAM = ("state__deployment",)
ASSET = ("state__deployment", "supply")
STOCK = ("supply",)
OFFER = ("replies", "withdrawals")
REQUEST = ("state", "supply")
DEPLOYMENT = (
    "state",
    "team__state__deployment",
    "asset__supply",
    "asset__state__deployment",
    "stock__supply",
)


def locked_request(request_id: UUID) -> RequestState:
    """Return the request's state with the request, locked. Raises ``NotThere``."""
    rows = RequestState.objects.select_for_update(of=("self",))
    state = rows.select_related("request__supply").filter(request_id=request_id).first()
    if state is None:
        raise NotThere(_("There is no such request."), request=str(request_id))
    return state


def locked_deployment(deployment_id: UUID, *, skip: bool = False) -> DeploymentState:
    """Return the deployment's state, locked. Raises ``NotThere``.

    ``skip``: one that is locked by somebody else is as if it were not there.
    """
    rows = DeploymentState.objects.select_for_update(of=("self",), skip_locked=skip)
    state = rows.filter(deployment_id=deployment_id).first()
    if state is None:
        raise NotThere(_("There is no such deployment."), deployment=str(deployment_id))
    return state


def locked_team(team_id: UUID) -> Team:
    """Return the team, locked. Raises ``NotThere``."""
    team = Team.objects.select_for_update(of=("self",)).filter(pk=team_id).first()
    if team is None:
        raise NotThere(_("There is no such team."), team=str(team_id))
    return team


def locked_asset(asset_id: UUID) -> Asset:
    """Return the asset with its supply, locked. Raises ``NotThere``."""
    rows = Asset.objects.select_for_update(of=("self",)).select_related("supply")
    asset = rows.filter(pk=asset_id).first()
    if asset is None:
        raise NotThere(_("There is no such asset."), asset=str(asset_id))
    return asset


def locked_need(need_id: UUID) -> Need:
    """Return the need with its supply, locked. Raises ``NotThere``."""
    rows = Need.objects.select_for_update(of=("self",)).select_related("supply")
    need = rows.filter(pk=need_id).first()
    if need is None:
        raise NotThere(_("There is no such need."), need=str(need_id))
    return need


def locked_stock(stock_id: UUID) -> Stock:
    """Return the stock with its supply, locked. Raises ``NotThere``."""
    rows = Stock.objects.select_for_update(of=("self",)).select_related("supply")
    stock = rows.filter(pk=stock_id).first()
    if stock is None:
        raise NotThere(_("There is no such stock."), stock=str(stock_id))
    return stock


def request_of(request_id: UUID) -> ResourceRequest:
    """Return the header of a request, which never changes. Raises ``NotThere``."""
    request = ResourceRequest.objects.select_related("supply").filter(pk=request_id).first()
    if request is None:
        raise NotThere(_("There is no such request."), request=str(request_id))
    return request


def deployment_of(deployment_id: UUID) -> Deployment:
    """Return the header of a deployment with its thing. Raises ``NotThere``."""
    rows = Deployment.objects.select_related("team", "asset__supply", "stock__supply")
    deployment = rows.filter(pk=deployment_id).first()
    if deployment is None:
        raise NotThere(_("There is no such deployment."), deployment=str(deployment_id))
    return deployment


def incident_of(row: ResourceRequest | Deployment | ResourceOffer | Need) -> Incident:
    """Return the incident that something hangs on."""
    incident = row.incident
    if incident is None:
        raise NotThere(_("There is no such incident."))
    return incident


def team_view(team_id: UUID) -> Views:
    """Return the ``changed`` part of an entry about a team. One query."""
    team = Team.objects.select_related(*TEAM).get(pk=team_id)
    return {f"team.{team_id}": asdict(TeamCard.of(team))}


def need_of(need_id: UUID) -> Need:
    """Return a need with its supply, not locked. Raises ``NotThere``."""
    need = Need.objects.select_related("supply").filter(pk=need_id).first()
    if need is None:
        raise NotThere(_("There is no such need."), need=str(need_id))
    return need


def asset_view(asset_id: UUID) -> Views:
    """Return the ``changed`` part of an entry about an asset. One query."""
    asset = Asset.objects.select_related(*ASSET).get(pk=asset_id)
    return {f"asset.{asset_id}": asdict(AssetCard.of(asset))}


def need_view(need_id: UUID) -> Views:
    """Return the ``changed`` part of an entry about a need. Three queries."""
    return need_views([need_id])


def need_views(keys: Collection[UUID]) -> Views:
    """Return the views of several needs by reference. Three queries."""
    return {
        f"need.{card.id}": asdict(card) for card in need_cards(Need.objects.filter(pk__in=keys))
    }


def stock_view(stock_id: UUID) -> Views:
    """Return the ``changed`` part of an entry about a stock. One query."""
    stock = Stock.objects.select_related(*STOCK).get(pk=stock_id)
    return {f"stock.{stock_id}": asdict(StockCard.of(stock))}


def request_view(request_id: UUID) -> Views:
    """Return the ``changed`` part of an entry about a request, and about its need."""
    return request_views([request_id])[request_id]


def request_views(keys: Collection[UUID]) -> dict[UUID, Views]:
    """Return for each request what an entry about it changes. Four queries for all."""
    rows = ResourceRequest.objects.select_related(*REQUEST).filter(pk__in=keys)
    requests = list(rows)
    needs = need_views({row.need_id for row in requests if row.need_id})
    return {
        row.pk: {
            f"request.{row.pk}": asdict(RequestCard.of(row)),
            **({f"need.{row.need_id}": needs[f"need.{row.need_id}"]} if row.need_id else {}),
        }
        for row in requests
    }


def deployment_views(deployment_id: UUID) -> Views:
    """Return what a step of a deployment changes: itself, its thing, its request or need.

    One query, and a few more where it answers a request or serves a need.
    """
    deployment = Deployment.objects.select_related(*DEPLOYMENT).get(pk=deployment_id)
    views: Views = {f"deployment.{deployment_id}": asdict(DeploymentCard.of(deployment))}
    if deployment.team is not None:
        views[f"team.{deployment.team_id}"] = asdict(TeamCard.of(deployment.team))
    if deployment.asset is not None:
        views[f"asset.{deployment.asset_id}"] = asdict(AssetCard.of(deployment.asset))
    if deployment.stock is not None:
        views[f"stock.{deployment.stock_id}"] = asdict(StockCard.of(deployment.stock))
    if deployment.request_id is not None:
        views |= request_view(deployment.request_id)
    if deployment.need_id is not None:
        views |= need_view(deployment.need_id)
    return views


def offer_view(offer_id: UUID) -> Views:
    """Return the ``changed`` part of an entry about an offer. Three queries."""
    offers = ResourceOffer.objects.select_related("supply").prefetch_related(*OFFER)
    return {f"offer.{offer_id}": asdict(OfferCard.of(offers.get(pk=offer_id)))}


def stock_of(stock_id: UUID) -> Stock:
    """Return a stock with its supply, not locked. Raises ``NotThere``."""
    stock = Stock.objects.select_related("supply").filter(pk=stock_id).first()
    if stock is None:
        raise NotThere(_("There is no such stock."), stock=str(stock_id))
    return stock
