"""Places, kinds and lengths of time put into words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from command.core import regions
from command.core.tongues import is_english
from incidents.reports.lifecycle import STATE_COUNCIL, UNIT, Kind, Medium

DIGITS = "〇一二三四五六七八九十"


def place(code: str) -> str:
    """Return the name of who reports or is reported to."""
    if code == STATE_COUNCIL:
        return _("State Council duty office")
    if code == UNIT:
        return _("the unit concerned")
    return regions.name(code)


def kind(code: str, ordinal: int = 0) -> str:
    """Return what a report is called; follow-ups bear their number."""
    label = str(Kind(code).label)
    if not ordinal:
        return label
    if is_chinese():
        return f"{label}{numeral(ordinal)}"
    return f"{label} {ordinal}"


def numeral(number: int) -> str:
    """Return a number up to 99 as Chinese papers write it: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if number >= 100:
        return str(number)
    head = "" if not tens else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return f"{head}{DIGITS[ones] if ones or not tens else ''}"


def source(ref: str) -> str:
    """Return where a field was taken from, as its chip says it."""
    head, _dot, rest = ref.partition(".")
    names = {
        "incident": pgettext("source", "incident"),
        "response": pgettext("source", "response"),
        "default": pgettext("source", "to be verified"),
        "typed": pgettext("source", "typed"),
        "roster": pgettext("source", "duties"),
        "section": pgettext("source", "section"),
        "journal": pgettext("source", "journal"),
    }
    named = names.get(head, head)
    return f"{named} #{rest}" if head == "journal" and rest else named


def medium(code: str) -> str:
    """Return how it is reported."""
    return str(Medium(code).label)


def clock(at: datetime) -> str:
    """Return date and time of day as reports write them."""
    local = localtime(at)
    if is_chinese():
        return f"{local.month}月{local.day}日{local:%H:%M}"
    return f"{local:%m-%d %H:%M}"


def clock_of(at: str) -> str:
    """Return a moment as ``clock`` does, from ISO 8601; nothing for none."""
    return clock(datetime.fromisoformat(at)) if at else ""


def lasting(span: timedelta) -> str:
    """Return a length of time in words: 1 min, 2 h 5 min, 3 d 4 h."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return _("less than a minute")
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = []
    if days:
        parts.append(ngettext("%(n)s day", "%(n)s days", days) % {"n": days})
    if hours:
        parts.append(pgettext("span", "%(n)s h") % {"n": hours})
    if left and not days:
        parts.append(pgettext("span", "%(n)s min") % {"n": left})
    return "".join(parts) if is_chinese() else " ".join(parts)


def is_chinese() -> bool:
    """Return whether the reader reads Chinese."""
    return not is_english()


def said(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Put the codes that facts of reports share into words."""
    told: dict[str, Any] = {
        "what": kind(payload["report_kind"], payload.get("ordinal", 0)),
        "sender": place(payload["sender"]),
    }
    if "to" in payload:
        codes = payload["to"] if isinstance(payload["to"], list) else [payload["to"]]
        told["to"] = _(", ").join(place(code) for code in codes)
    if "medium" in payload:
        told["medium"] = medium(payload["medium"])
    if "reason" in payload:
        told["why"] = _(" — %s") % payload["reason"] if payload["reason"] else ""
    if "skip_reason" in payload:
        skipped = payload["skip_reason"]
        told["skipping"] = _(" (past a level: %s)") % skipped if skipped else ""
    return told
