"""Codes put into words, for sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from command.core import regions
from command.core.tongues import is_english

GRADES: dict[int, str | Promise] = {
    1: pgettext_lazy("grade", "extremely serious"),
    2: pgettext_lazy("grade", "serious"),
    3: pgettext_lazy("grade", "relatively serious"),
    4: pgettext_lazy("grade", "general"),
}
ROMAN = {1: "\u2160", 2: "\u2161", 3: "\u2162", 4: "\u2163"}  # one sign each, as in plans
UNITS: dict[str, str | Promise] = {
    "person": pgettext_lazy("unit", "people"),
    "household": pgettext_lazy("unit", "households"),
    "head": pgettext_lazy("unit", "head"),
    "vehicle": pgettext_lazy("unit", "vehicles"),
    "km2": pgettext_lazy("unit", "km²"),
    "ha": pgettext_lazy("unit", "ha"),
    "m3/s": pgettext_lazy("unit", "m³/s"),
    "h": pgettext_lazy("unit", "h"),
    "M": "",
    "finding": "",
    "CNY": pgettext_lazy("unit", "CNY"),
}
PLACES = ("region", "jurisdiction", "to", "by", "city")


def grade(value: int | None) -> str:
    """Return the name of a grade; "ungraded" for none."""
    return str(GRADES[value]) if value in GRADES else pgettext("grade", "ungraded")


def level(value: int | None) -> str:
    """Return a level as it is written, in Roman numerals."""
    return ROMAN.get(value or 0, "-")


def unit(code: str) -> str:
    """Return how a unit is written."""
    return str(UNITS.get(code, code))


def amount(value: float) -> str:
    """Return a number as people read it: 2,874 or 12.4."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def type_name(zh: str, en: str) -> str:
    """Return the name of a type of event in the language of the reader."""
    return en if is_english() else zh


def yes_or_no(value: float) -> str:
    """Return what a finding says."""
    return pgettext("finding", "yes") if value else pgettext("finding", "no")


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
        words["grantees"] = _(", ").join(regions.name(c) for c in payload["grantees"])
    if "reason" in payload:
        # The part of a sentence that says why; nothing when nobody did.
        words["why"] = _(" — %s") % payload["reason"] if payload["reason"] else ""
    return words
