"""Alarms and quantities put into words."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incidents.monitoring.lifecycle import LEVEL_GUARANTEE, Cause


def named(zh: str, en: str) -> str:
    """Return the name in the language of the reader."""
    return zh if (get_language() or "zh").startswith("zh") else en or zh


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
    if level == LEVEL_GUARANTEE:
        return _("%(value)s %(unit)s, over the guaranteed stage %(limit)s") % told
    return _("%(value)s %(unit)s, over the warning stage %(limit)s") % told
