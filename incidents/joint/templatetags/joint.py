"""Times and authorities as the templates of joint command write them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils.timezone import localtime

from incidents.joint import words
from incidents.joint.lifecycle import Stage
from incidents.joint.selectors.operations import OperationCard

register = template.Library()


@register.filter
def moment(value: str | None, form: str = "%m-%d %H:%M") -> str:
    """Return a card's time as people read it, in China."""
    return f"{localtime(datetime.fromisoformat(value)):{form}}" if value else ""


@register.filter
def told(code: str) -> str:
    """Return the name of whoever is notified."""
    return words.addressee(code)


@register.filter
def named(code: str, names: Mapping[str, Any]) -> str:
    """Return the word for a code from a table of words."""
    return str(names.get(code, code))


@register.filter
def stage(code: str) -> str:
    """Return how far a notification has come, in words."""
    return str(Stage(code).label)


@register.filter
def aims(card: OperationCard) -> list[tuple[str, Mapping[str, Any] | None]]:
    """Return the objectives of an operation, each with when and by whom it was reached."""
    return [(aim, card.reached.get(aim)) for aim in card.objectives]


@register.filter
def short(digest: str) -> str:
    """Return the beginning of a hash, which is enough to compare two by eye."""
    return digest[:12]
