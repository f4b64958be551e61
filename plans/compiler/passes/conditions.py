"""Conditions held against each other."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from django.utils.translation import pgettext

from plans.compiler.passes.levels import ROMAN
from plans.document import Condition

LEVELS: Final = frozenset({"grade", "warning", "response"})


def is_level(condition: Condition) -> bool:
    """Return whether the condition speaks of a level."""
    return condition.on in LEVELS


def clash(when: Sequence[Condition]) -> tuple[Condition, Condition] | None:
    """Return the first two conditions that cannot hold at once, or ``None``."""
    for one, other in combinations(when, 2):
        if (one.on, one.sensor) != (other.on, other.sensor) or one.op == other.op:
            continue
        lower, upper = (one, other) if one.op == ">=" else (other, one)
        if one.on == "reading" and lower.value > upper.value:
            return one, other
        # A level at least as grave has a smaller number, or the same.
        if is_level(one) and lower.value < upper.value:
            return one, other
    return None


def in_words(when: Sequence[Condition]) -> str:
    """Return conditions as a person reads them."""
    return "; ".join(map(_said, when))


def _said(condition: Condition) -> str:
    if condition.on == "hand":
        return f"“{condition.says}”"
    if condition.on == "reading":
        sign = "≥" if condition.op == ">=" else "≤"
        return f"{condition.sensor} {sign} {condition.value:g}"
    names = {
        "grade": pgettext("condition", "grade"),
        "warning": pgettext("condition", "warning"),
        "response": pgettext("condition", "response"),
    }
    level = ROMAN[int(condition.value)] if condition.value in {1, 2, 3, 4} else condition.value
    sort = (
        pgettext("condition", "or graver")
        if condition.op == ">="
        else pgettext("condition", "or less grave")
    )
    return f"{names[condition.on]} {level} {sort}"
