"""The grade calculator: which grade the figures of an incident make it, and why. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from incidents import words
from incidents.criteria import ALWAYS, CRITERIA

CHINA = ZoneInfo("Asia/Shanghai")
GRAVEST, LIGHTEST = 1, 4


class GradeLine(Protocol):
    """What a rule says; the rows of ``GradeRule`` do."""

    code: str
    basis: str
    note: str
    criterion: str
    applies_to: str
    except_for: str
    at_least: Decimal | None
    unit: str
    grade: int
    counts_missing: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A grade, and what decided it. ``value`` and ``threshold`` are null for a finding."""

    grade: int
    criterion: str
    basis: str
    value: float | None
    threshold: float | None
    unit: str
    code: str
    note: str

    @property
    def reason(self) -> str:
        """What decided, in a few words: "dead 12 people ≥ 10"."""
        label = str(CRITERIA[self.criterion].label)
        if self.value is None or self.threshold is None:
            return label
        unit = words.unit(self.unit)
        return _("%(what)s %(value)s %(unit)s (from %(threshold)s on)") % {
            "what": label,
            "value": words.amount(self.value),
            "unit": unit,
            "threshold": words.amount(self.threshold),
        }


def decide(
    rules: Iterable[GradeLine], event_type: str, figures: Mapping[str, Decimal]
) -> Suggestion | None:
    """Return the gravest grade that a rule gives, or ``None`` when none applies.

    Of several rules that give it, the first by code is named.
    """
    held = [
        (rule.grade, rule.code, rule, value)
        for rule in rules
        if applies(rule, event_type)
        for value in [_value(rule, figures)]
        if _holds(rule, value)
    ]
    if not held:
        return None
    _grade, _code, rule, value = min(held, key=lambda each: each[:2])
    measured = rule.at_least is not None and value is not None
    return Suggestion(
        grade=rule.grade,
        criterion=rule.criterion,
        basis=rule.basis,
        value=float(value) if measured and value is not None else None,
        threshold=float(rule.at_least) if measured and rule.at_least is not None else None,
        unit=rule.unit if measured else "",
        code=rule.code,
        note=rule.note,
    )


def applies(rule: GradeLine, event_type: str) -> bool:
    """Return whether a rule speaks of this type of event."""
    return _begins(event_type, rule.applies_to) and not _begins(event_type, rule.except_for)


def nearest_prefix(event_type: str, prefixes: str) -> int:
    """Return the length of the longest of ``prefixes`` that the type begins with; or 0."""
    return max((len(p) for p in prefixes.split() if event_type.startswith(p)), default=0)


def day_of(occurred_at: datetime, at: datetime) -> int:
    """Return how many days of the calendar of China lie between two times."""
    return (at.astimezone(CHINA).date() - occurred_at.astimezone(CHINA).date()).days


def _begins(event_type: str, prefixes: str) -> bool:
    return nearest_prefix(event_type, prefixes) > 0


def _value(rule: GradeLine, figures: Mapping[str, Decimal]) -> Decimal | None:
    criterion = CRITERIA.get(rule.criterion)
    return criterion.value(figures, with_missing=rule.counts_missing) if criterion else None


def _holds(rule: GradeLine, value: Decimal | None) -> bool:
    if rule.criterion == ALWAYS:
        return True
    if value is None:
        return False
    return value >= (1 if rule.at_least is None else rule.at_least)
