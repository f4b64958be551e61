"""The tables of coverage."""

from resources.coverage.models.gap import Gap, GapChange, GapState
from resources.coverage.models.move import MoveUp, ToCheck
from resources.coverage.models.rule import CoverageRule

__all__ = ["CoverageRule", "Gap", "GapChange", "GapState", "MoveUp", "ToCheck"]
