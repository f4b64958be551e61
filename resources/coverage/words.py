"""Names of what standards are about."""

from collections.abc import Collection, Mapping
from typing import Any

from command.core import regions
from command.core.tongues import is_english
from resources.lifecycle import TeamKind
from resources.models import Supply
from resources.selectors import kind_name


def names(what: str) -> tuple[str, str]:
    """Return the Chinese and the English name of a kind of team or of a supply."""
    return names_of([what])[what]


def names_of(whats: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return the names of several kinds. One query."""
    rows = Supply.objects.filter(code__in=list(whats)).values_list("code", "name_zh", "name_en")
    supplies = {code: (zh, en) for code, zh, en in rows}
    return {
        what: (kind_name(what, "zh-hans"), kind_name(what, "en"))
        if what in TeamKind.values
        else supplies.get(what, (what, what))
        for what in whats
    }


def named(whats: Collection[str]) -> dict[str, str]:
    """Return the names of several kinds in the language of the reader. One query."""
    is_zh = not is_english()
    return {what: both[0 if is_zh else 1] for what, both in names_of(whats).items()}


def said(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in a sentence for the area and the thing."""
    is_zh = not is_english()
    names_of = payload.get("what_name") or ["", ""]
    return {
        **payload,
        "area": regions.name(payload["area"]),
        "thing": names_of[0 if is_zh else 1],
    }
