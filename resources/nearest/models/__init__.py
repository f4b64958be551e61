"""The tables of nearest."""

from resources.nearest.models.spot import Spot

__all__ = ["Spot"]
