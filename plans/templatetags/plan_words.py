"""Codes of plans in words."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.timezone import localdate

from command.core.models import Organisation
from plans.models import Plan, PlanVersion
from plans.reading import level_words

register = template.Library()


@register.filter
def plan_state(value: str) -> str:
    """Return the state of a version in words."""
    known = value in PlanVersion.State.values
    return str(PlanVersion.State(value).label) if known else value


@register.filter
def plan_kind(value: str) -> str:
    """Return the kind of a plan in words."""
    return str(Plan.Kind(value).label) if value in Plan.Kind.values else value


@register.filter
def organisation_kind(value: str) -> str:
    """Return a kind of organisation in words."""
    known = value in Organisation.Kind.values
    return str(Organisation.Kind(value).label) if known else value


@register.filter
def is_past(value: str | None) -> bool:
    """Return whether a day of a card is before today."""
    return bool(value) and date.fromisoformat(value or "") < localdate()


@register.filter
def levels(value: Iterable[int]) -> str:
    """Return response levels in Roman figures; “all” for none."""
    return level_words(value)
