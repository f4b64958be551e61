"""Warnings put into words; the headline follows the rule of the trade."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from command.core import regions
from incidents.warnings.lifecycle import Duty, Kind
from incidents.words import level as roman

COLOURS: dict[int | None, str | Promise] = {
    1: pgettext_lazy("warning level", "Red"),
    2: pgettext_lazy("warning level", "Orange"),
    3: pgettext_lazy("warning level", "Yellow"),
    4: pgettext_lazy("warning level", "Blue"),
    None: pgettext_lazy("warning level", "Unknown"),
}
# The headline is part of the message, which is Chinese whoever reads it here.
COLOURS_ZH = {1: "红色", 2: "橙色", 3: "黄色", 4: "蓝色"}
COLOURS_EN = {1: "Red", 2: "Orange", 3: "Yellow", 4: "Blue"}
DRILL_ZH, DRILL_EN = "【演练】", "[Drill] "
DRILL_NOTE = "演练消息 · 请勿据此采取实际行动"


def colour(level: int | None) -> str:
    """Return the word of a colour, for the reader."""
    return str(COLOURS.get(level, COLOURS[None]))


def headline(unit: str, kind: str, event: str, level: int, *, drill: bool) -> str:
    """Return the headline: unit, issues or lifts, kind of event, colour, warning."""
    verb = "解除" if kind == Kind.CANCEL else "发布"
    return f"{DRILL_ZH if drill else ''}{unit}{verb}{event}{COLOURS_ZH[level]}预警"


def headline_en(unit: str, kind: str, event: str, level: int, *, drill: bool) -> str:
    """Return the headline in English, for readers here."""
    verb = "lifts" if kind == Kind.CANCEL else "issues"
    lead = DRILL_EN if drill else ""
    return f"{lead}{unit} {verb} {COLOURS_EN[level]} warning: {event}"


def said(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Put the codes that the facts of warnings share into words."""
    found: dict[str, Any] = dict(payload)
    if "level" in payload:
        found["colour"] = colour(payload["level"])
    if "cities" in payload:
        found["cities"] = _(", ").join(regions.name(code) for code in payload["cities"])
    for name in ("city", "jurisdiction", "to"):
        if payload.get(name):
            found[name] = regions.name(payload[name])
    if "suggested_level" in payload:
        found["suggested"] = roman(payload["suggested_level"])
    if "status" in payload:
        found["status"] = str(Duty(payload["status"]).label)
    if "reason" in payload:
        found["why"] = _(" — %s") % payload["reason"] if payload["reason"] else ""
    return found
