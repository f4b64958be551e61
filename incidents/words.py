"""Codes put into words, for sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from command.core import regions

GRADES: dict[int, str | Promise] = {
    1: _("extremely serious"),
    2: _("serious"),
    3: _("relatively serious"),
    4: _("general"),
}
ROMAN = {1: "\u2160", 2: "\u2161", 3: "\u2162", 4: "\u2163"}  # one sign each, as in plans
UNITS: dict[str, str | Promise] = {
    "person": _("people"),
    "household": _("households"),
    "head": _("head"),
    "vehicle": _("vehicles"),
    "km2": _("km²"),
    "ha": _("ha"),
    "m3/s": _("m³/s"),
    "CNY": _("CNY"),
}
PLACES = ("region", "jurisdiction", "to", "by", "city")


def grade(value: int | None) -> str:
    """Return the name of a grade; "ungraded" for none."""
    return str(GRADES[value]) if value in GRADES else __("ungraded")


def level(value: int | None) -> str:
    """Return a level as it is written, in Roman numerals."""
    return ROMAN.get(value or 0, "-")


def unit(code: str) -> str:
    """Return how a unit is written."""
    return str(UNITS.get(code, code))


def amount(value: float) -> str:
    """Return a number as people read it: 2,874 or 12.4."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def said(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Put the codes that several facts share into words."""
    words: dict[str, Any] = {
        name: regions.name(payload[name]) for name in PLACES if payload.get(name)
    }
    if "grade" in payload:
        words["grade"] = grade(payload["grade"])
    if "level" in payload:
        words["level"] = level(payload["level"])
    if "grantees" in payload:
        words["grantees"] = __(", ").join(regions.name(c) for c in payload["grantees"])
    if "reason" in payload:
        # The part of a sentence that says why; nothing when nobody did.
        words["why"] = __(" — %s") % payload["reason"] if payload["reason"] else ""
    return words
