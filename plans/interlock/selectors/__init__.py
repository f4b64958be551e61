"""What the interlock lets people read."""

from plans.interlock.selectors.cards import ShortfallCard
from plans.interlock.selectors.matrix import Cell, Line, Matrix, matrix
from plans.interlock.selectors.shortfalls import (
    due,
    last_look,
    locked,
    seen,
    shortfalls,
    standing_shortfalls,
)

__all__ = [
    "Cell",
    "Line",
    "Matrix",
    "ShortfallCard",
    "due",
    "last_look",
    "locked",
    "matrix",
    "seen",
    "shortfalls",
    "standing_shortfalls",
]
