"""Spans of time as people say them, and addresses of the board."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from resources.dispatch.filters import SORTS, Filters
from resources.dispatch.words import ON_THE_WAY, said
from resources.routing.legs import DETOUR, Leg

register = template.Library()


@register.filter
def span(minutes: int | None) -> str:
    """Return minutes as hours and minutes."""
    if minutes is None:
        return ""
    hours, left = divmod(int(minutes), 60)
    if not hours:
        return _("%(m)d min") % {"m": left}
    return _("%(h)d h %(m)02d min") % {"h": hours, "m": left}


@register.filter
def straight(leg: Leg | None) -> int | None:
    """Return the kilometres as the crow flies of a way that no road was found for."""
    return round(leg.km / DETOUR) if leg else None


@register.filter
def sorts(by: Filters) -> list[tuple[str, str, str]]:
    """Return the sorts of forces with their names and addresses."""
    names = (_("Teams"), _("Vehicles and equipment"), _("Supplies"))
    return [
        (of, name, by.address(of=of, kind="", page=1))
        for of, name in zip(SORTS, names, strict=True)
    ]


@register.filter
def in_status(by: Filters, status: str) -> str:
    """Return the address of the list of the forces in one status."""
    return by.address(status=status, view="table", page=1)


@register.filter
def as_force(deployment: str) -> str:
    """Return the status of a force whose deployment is in a status."""
    return str(ON_THE_WAY.get(deployment, deployment))


@register.filter
def force_word(status: str) -> str:
    """Return the word for the status of a force."""
    return said(status)


@register.filter
def step_word(step: str) -> str:
    """Return the word on the button of a step of a deployment."""
    return {
        "departed": _("It has left"),
        "on_scene": _("It is there"),
        "released": pgettext("force", "Release"),
        "returned": _("It is home"),
        "cancelled": pgettext("force", "Cancel the order"),
        "call": _("Call it now"),
    }.get(step, step)


@register.filter
def needs_reason(step: str) -> bool:
    """Return whether a step is on record with a reason."""
    return step == "cancelled"
