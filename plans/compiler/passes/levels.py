"""Response levels, as the passes speak of them."""

from collections.abc import Iterable
from typing import Final

from plans.document import Step

ALL: Final = (1, 2, 3, 4)
ROMAN: Final = ("", "I", "II", "III", "IV")


def levels_of(step: Step) -> frozenset[int]:
    """Return the levels at which a step is made."""
    return frozenset(step.levels or ALL)


def said(levels: Iterable[int]) -> str:
    """Return levels as they are written."""
    return " ".join(ROMAN[level] for level in sorted(levels))
