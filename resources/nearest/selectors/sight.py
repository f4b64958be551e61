"""Whose things a person is shown, as the search and the tiles need it: cities and banners."""

from collections.abc import Collection, Mapping

from command.core import regions
from command.core.models import Person
from command.core.policies import scopes_of

# City → the banners of it that are seen; empty for the whole city.
Sight = Mapping[str, frozenset[str]]
EVERYTHING: Sight = {code: frozenset() for code in (*regions.CITIES, regions.REGION)}


def sight_of(person: Person | None, cities: Collection[str] | None = None) -> Sight:
    """Return whose things ``person`` may see, of ``cities``; the system sees all. One query."""
    seen = EVERYTHING if person is None else _seen(scopes_of(person))
    return {city: some for city, some in seen.items() if cities is None or city in cities}


def _seen(scopes: Collection[str]) -> Sight:
    if regions.REGION in scopes:
        return EVERYTHING
    found: dict[str, frozenset[str]] = {}
    for scope in sorted(scopes):
        city = regions.city_of(scope)
        if scope == city:
            found[city] = frozenset()
        elif city not in found or found[city]:
            found[city] = found.get(city, frozenset()) | {scope}
    return found
