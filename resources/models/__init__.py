"""The tables of the resources room, one concept a file."""

from resources.models.asset import Asset, AssetState
from resources.models.capability import Capability
from resources.models.deployment import Deployment, DeploymentChange, DeploymentState
from resources.models.need import Need
from resources.models.offer import OfferReply, OfferWithdrawal, ResourceOffer
from resources.models.position import Position
from resources.models.request import (
    RequestChange,
    RequestReply,
    RequestState,
    ResourceRequest,
)
from resources.models.stock import Stock, Supply
from resources.models.team import Team, TeamMember, TeamState

__all__ = [
    "Asset",
    "AssetState",
    "Capability",
    "Deployment",
    "DeploymentChange",
    "DeploymentState",
    "Need",
    "OfferReply",
    "OfferWithdrawal",
    "Position",
    "RequestChange",
    "RequestReply",
    "RequestState",
    "ResourceOffer",
    "ResourceRequest",
    "Stock",
    "Supply",
    "Team",
    "TeamMember",
    "TeamState",
]
