"""The tables of the adviser room, one concept a file."""

from resources.adviser.models.advice import Advice, FloorAnswer, FloorBreach, Suggestion
from resources.adviser.models.floor import FloorRule
from resources.adviser.models.setting import AdviceRule

__all__ = ["Advice", "AdviceRule", "FloorAnswer", "FloorBreach", "FloorRule", "Suggestion"]
