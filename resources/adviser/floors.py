"""What each city keeps back, and what giving would leave of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from command.core.models.rule import REGION
from resources.adviser.models import FloorRule
from resources.lifecycle import TeamKind
from resources.selectors.forces import stock_counts, team_counts


@dataclass(frozen=True, slots=True)
class Floor:
    """So much of something stays in the city; less is for the post ``signed_by`` to sign."""

    what: str
    least: int
    signed_by: str
    basis: str


@dataclass(frozen=True, slots=True)
class FloorCheck:
    """What a city has, must keep, would have left, and how much it would be short."""

    available: int
    floor: int
    left: int
    breaks: int
    signed_by: str


def floors_of(authority: str) -> dict[str, int]:
    """Return what must stay of each thing. One query."""
    return {what: floor.least for what, floor in floor_rules(authority).items()}


def floor_rules(authority: str) -> dict[str, Floor]:
    """Return the floors with who signs below them. One query.

    Where two rows are about the same thing, the higher floor holds.
    """
    return _highest(FloorRule.in_force.of(authority))


def floors_of_all(cities: Iterable[str]) -> dict[str, dict[str, Floor]]:
    """Return the floors of several cities. One query."""
    wanted = list(cities)
    rows = FloorRule.objects.filter(origin__in=[REGION, *wanted]).order_by("code")
    rules = list(rows)
    found = {}
    for city in wanted:
        own = {rule.code: rule for rule in rules if rule.origin == city}
        region = {rule.code: rule for rule in rules if rule.origin == REGION}
        found[city] = _highest(rule for rule in (region | own).values() if rule.enabled)
    return found


def _highest(rules: Iterable[FloorRule]) -> dict[str, Floor]:
    found: dict[str, Floor] = {}
    for rule in rules:
        known = found.get(rule.what)
        if known is None or known.least < rule.least:
            found[rule.what] = Floor(rule.what, rule.least, rule.signed_by, rule.basis)
    return found


def floor_left(
    authority: str, what: str, giving: int, *, exercise_id: UUID | None = None
) -> FloorCheck:
    """Return what giving so much would leave in a city, against its floor. Two queries."""
    rule = floor_rules(authority).get(what)
    available = availability([what], exercise_id).get((what, authority), 0)
    least = rule.least if rule else 0
    left = available - giving
    # What lay below the floor already is not broken by giving nothing.
    short = max(0, min(giving, least - left))
    return FloorCheck(available, least, left, short, rule.signed_by if rule else "")


def availability(whats: Iterable[str], exercise_id: UUID | None) -> dict[tuple[str, str], int]:
    """Return what is available of each thing in each city. At most two queries."""
    wanted = list(whats)
    kinds = [what for what in wanted if what in TeamKind.values]
    supplies = [what for what in wanted if what not in TeamKind.values]
    counts = {
        **(team_counts(exercise_id, kinds) if kinds else {}),
        **(stock_counts(exercise_id, supplies) if supplies else {}),
    }
    return {key: cell.available for key, cell in counts.items()}
