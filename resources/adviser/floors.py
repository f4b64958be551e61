"""What each city keeps back, and what giving would leave of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from command.core.models.rule import REGION
from resources.adviser.models import FloorRule
from resources.lifecycle import DeploymentStatus, TeamKind
from resources.models import DeploymentState
from resources.selectors.forces import NOTHING, stock_counts, team_counts


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


def agreed_floor(city: str, what: str) -> Floor | None:
    """Return the floor that a city has set in its own book: the one its doors keep. One query.

    The region's rows are proposals that plans and screens reckon with; a city is bound
    at the door by what it has agreed itself.
    """
    own = [rule for rule in FloorRule.in_force.of(city) if rule.origin == city]
    return _highest(own).get(what)


def agreed_floors() -> set[tuple[str, str]]:
    """Return for which things which cities have set a floor themselves. One query."""
    rows = FloorRule.in_force.exclude(origin=REGION)
    return set(rows.values_list("origin", "what"))


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


def standing(city: str, what: str, exercise_id: UUID | None) -> tuple[int, int]:
    """Return what a city has of a thing, less what is kept for later, and all. Two queries."""
    is_team = what in TeamKind.values
    counts = team_counts(exercise_id, [what]) if is_team else stock_counts(exercise_id, [what])
    cell = counts.get((what, city), NOTHING)
    # Stock is out of what is available as soon as it is kept; a team stays on standby.
    kept = Q(deployment__team__kind=what) if is_team else Q(deployment__asset__supply=what)
    reserved = DeploymentState.objects.filter(
        kept,
        status=DeploymentStatus.RESERVED,
        deployment__origin=city,
        deployment__exercise=exercise_id,
    )
    return cell.available - reserved.count(), cell.total


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
