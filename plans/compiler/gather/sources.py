"""What the cities have: teams, things known one by one, and stock."""

from collections.abc import Callable
from functools import cache
from typing import Any

from command.core import regions
from plans.compiler.facts import Source
from plans.compiler.findings import Named
from resources.lifecycle import TeamKind
from resources.models import Asset, Capability, Stock, Supply, Team

# From a kind and its own capabilities to all that it can do.
Able = Callable[[str, frozenset[str]], frozenset[str]]


def known_things() -> dict[str, Any]:
    """Return the name of every kind of team and of every item of supplies. One query."""
    names: dict[str, Any] = {kind.value: kind.label for kind in TeamKind}
    rows = Supply.objects.values_list("code", "name_zh", "name_en")
    return names | {code: Named(zh, en) for code, zh, en in rows}


def capabilities() -> dict[str, frozenset[str]]:
    """Return of what each capability is commonly asked. One query."""
    return {code: frozenset(of) for code, of in Capability.objects.values_list("code", "of")}


def abilities() -> Able:
    """Return what tells all that a thing can do, by its kind and what it has besides.

    One query; as ``able_to`` of resources does, which asks for each thing.
    """
    given = [
        (code, frozenset(by)) for code, by in Capability.objects.values_list("code", "given_by")
    ]

    @cache
    def able(what: str, own: frozenset[str]) -> frozenset[str]:
        brings = {what, *own}
        while more := {
            code for code, by in given if code not in brings and not brings.isdisjoint(by)
        }:
            brings |= more
        return frozenset(brings - {what})

    return able


def sources(able: Able) -> list[Source]:
    """Return what belongs to the cities, lent or not. Three queries."""
    found = [
        _source(team.kind, team.region_id, 1, team.base, team.response_min,
                able(team.kind, frozenset(team.capabilities)))
        for team in Team.objects.filter(exercise=None)
    ]  # fmt: skip
    found += [
        _source(thing.supply_id, thing.region_id, 1, thing.base, 0,
                able(thing.supply_id, frozenset(thing.capabilities)))
        for thing in Asset.objects.filter(exercise=None)
    ]  # fmt: skip
    return found + [
        _source(lot.supply_id, lot.region_id, lot.on_hand, lot.point, 0,
                able(lot.supply_id, frozenset()))
        for lot in Stock.objects.filter(exercise=None)
    ]  # fmt: skip


def _source(
    what: str, region: str, quantity: int, point: Any, response: int, able: frozenset[str]
) -> Source:
    return Source(
        what=what,
        city=regions.city_of(region),
        quantity=quantity,
        place=(point.y, point.x) if point else None,
        response=response,
        able=able,
    )
