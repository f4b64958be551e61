"""Names of what standards are about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from command.core import regions
from resources.lifecycle import TeamKind
from resources.models import Supply
from resources.selectors import kind_name


def names(what: str) -> tuple[str, str]:
    """Return the Chinese and the English name of a kind of team or of a supply."""
    if what in TeamKind.values:
        return kind_name(what, "zh-hans"), kind_name(what, "en")
    found = Supply.objects.filter(code=what).values_list("name_zh", "name_en").first()
    return (found[0], found[1]) if found else (what, what)


def name(what: str) -> str:
    """Return the name in the language of the reader."""
    zh, en = names(what)
    return zh if (get_language() or "zh").startswith("zh") else en


def said(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in a sentence for the area and the thing."""
    is_zh = (get_language() or "zh").startswith("zh")
    names_of = payload.get("what_name") or ["", ""]
    return {
        **payload,
        "area": regions.name(payload["area"]),
        "thing": names_of[0 if is_zh else 1],
    }
