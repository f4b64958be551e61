"""The tables of routing."""

from resources.routing.models.cache import ClearWay
from resources.routing.models.condition import RoadCondition
from resources.routing.models.rule import RoadRule

__all__ = ["ClearWay", "RoadCondition", "RoadRule"]
