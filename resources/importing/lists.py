"""Code lists as files name them: codes, and names in both languages, to codes."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db import models
from django.utils import translation

from command.core.models import Region
from resources.models import Capability, Supply

Known = Mapping[str, str]


@cache
def region_codes() -> Known:
    """Return codes and names of the regions of the four cities."""
    found: dict[str, str] = {}
    for row in Region.objects.order_by("code"):
        found |= {row.code: row.code, row.name_zh: row.code, row.name_en: row.code}
    return found


@cache
def supply_codes() -> Known:
    """Return codes and names of the supplies."""
    rows = Supply.objects.values_list("code", "name_zh", "name_en")
    return {word: code for code, zh, en in rows for word in (code, zh, en)}


@cache
def equipment_codes() -> Known:
    """Return codes and names of the supplies that are not used up, and so can be an asset."""
    rows = Supply.objects.filter(is_consumable=False)
    return {
        word: code
        for code, zh, en in rows.values_list("code", "name_zh", "name_en")
        for word in (code, zh, en)
    }


@cache
def capability_codes() -> Known:
    """Return codes and names of the capabilities."""
    rows = Capability.objects.values_list("code", "name_zh", "name_en")
    return {word: code for code, zh, en in rows for word in (code, zh.replace(" ", ""), en)}


def forget() -> None:
    """Read the lists anew at the next question; before every file."""
    for one in (region_codes, supply_codes, equipment_codes, capability_codes):
        one.cache_clear()


@cache
def choices(*kinds: type[models.TextChoices]) -> Known:
    """Return the values of enumerations with their names in both languages."""
    found: dict[str, str] = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for value, label in _pairs(kinds):
                found |= {value: value, str(label): value}
    return found


def _pairs(kinds: Iterable[type[models.TextChoices]]) -> Iterable[tuple[str, Any]]:
    return (pair for kind in kinds for pair in kind.choices)
