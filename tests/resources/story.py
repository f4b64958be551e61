"""The cards of the resources room as a fresh fetch gives them, and actors for its doors."""

from contextlib import contextmanager
from dataclasses import asdict

import pytest

from command.core.models import Duty, Entry
from incidents import selectors as incidents
from resources.models import (
    Asset,
    Deployment,
    Need,
    OfferReply,
    RequestReply,
    ResourceOffer,
    ResourceRequest,
    Stock,
    Team,
)
from resources.selectors import (
    AssetCard,
    DeploymentCard,
    OfferCard,
    RequestCard,
    StockCard,
    TeamCard,
    need_cards,
)
from resources.selectors.reading import ASSET, DEPLOYMENT, OFFER, REQUEST, STOCK, TEAM
from tests import make

Post = Duty.Post


def cards():
    """Return ``{ref: view}`` of everything in the register, and of the incidents."""
    found = {f"incident.{card.id}": asdict(card) for card in incidents.cards(incidents.every())}
    for team in Team.objects.select_related(*TEAM):
        found[f"team.{team.pk}"] = asdict(TeamCard.of(team))
    for asset in Asset.objects.select_related(*ASSET):
        found[f"asset.{asset.pk}"] = asdict(AssetCard.of(asset))
    for need in need_cards(Need.objects.all()):
        found[f"need.{need.id}"] = asdict(need)
    for stock in Stock.objects.select_related(*STOCK):
        found[f"stock.{stock.pk}"] = asdict(StockCard.of(stock))
    for request in ResourceRequest.objects.select_related(*REQUEST):
        found[f"request.{request.pk}"] = asdict(RequestCard.of(request))
    for deployment in Deployment.objects.select_related(*DEPLOYMENT):
        found[f"deployment.{deployment.pk}"] = asdict(DeploymentCard.of(deployment))
    for offer in ResourceOffer.objects.select_related("supply").prefetch_related(*OFFER):
        found[f"offer.{offer.pk}"] = asdict(OfferCard.of(offer))
    return found


def everything():
    """Return all that a refused door must leave as it is."""
    counted = (Entry, RequestReply, OfferReply)
    return cards(), {model.__name__: model.objects.count() for model in counted}


@contextmanager
def refused(kind, **detail):
    """Assert that the block is refused, with such detail, and that nothing has changed."""
    before = everything()
    with pytest.raises(kind) as caught:
        yield
    assert everything() == before
    assert {key: caught.value.detail.get(key) for key in detail} == detail


def officer(region):
    """Return the resource officer of a city."""
    return make.person(Post.RESOURCE_OFFICER, region)


def line(request, city):
    """Return what the request's state says of one city."""
    request.state.refresh_from_db()
    return request.state.lines[city]
