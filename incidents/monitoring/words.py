"""Alarms and quantities put into words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.monitoring.lifecycle import LEVEL_GUARANTEE, Cause

BROKEN: dict[str, Any] = {
    Cause.ABOVE: gettext_lazy("%(value)s %(unit)s, over the limit %(limit)s"),
    Cause.BELOW: gettext_lazy("%(value)s %(unit)s, under the limit %(limit)s"),
    Cause.FALLING: gettext_lazy("falls %(value)s %(unit)s in an hour, limit %(limit)s"),
    Cause.FROZEN: gettext_lazy("%(value)s %(unit)s without change for %(limit)s hours"),
    Cause.COMBINED: gettext_lazy("%(value)s streams over their limits at once"),
}


def number(value: float | None) -> str:
    """Return a reading as people read it, without a float's dust."""
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def alarm(cause: str, level: int, value: float | None, limit: float | None, unit: str) -> str:
    """Return what an alarm says."""
    told: dict[str, Any] = {"value": number(value), "limit": number(limit), "unit": unit}
    if cause == Cause.LOST:
        return _("no data")
    if cause == Cause.RATE:
        return _("rises %(value)s %(unit)s in an hour, limit %(limit)s") % told
    if cause in BROKEN:
        return str(BROKEN[cause]) % told
    if level == LEVEL_GUARANTEE:
        return _("%(value)s %(unit)s, over the guaranteed stage %(limit)s") % told
    return _("%(value)s %(unit)s, over the warning stage %(limit)s") % told
