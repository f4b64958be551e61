"""People's pages of the interlock."""

from plans.interlock.views.pages import interlock, panel, paper
from plans.interlock.views.shortfall import shortfall, take

__all__ = ["interlock", "panel", "paper", "shortfall", "take"]
