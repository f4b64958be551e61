"""The tables of interlock."""

from plans.interlock.models.rule import InterlockRule
from plans.interlock.models.shortfall import Look, Shortfall

__all__ = ["InterlockRule", "Look", "Shortfall"]
