"""Words for the templates of the register."""

from django import template

from resources.register.kinds import BedKind
from resources.register.sections import days

register = template.Library()


@register.filter
def days_left(left: int | None) -> str:
    """Say how many days are left, or by how many it is late."""
    return "" if left is None else days(left)


@register.filter
def bed_name(kind: str) -> str:
    """Return the name of a kind of bed."""
    return str(BedKind(kind).label)
