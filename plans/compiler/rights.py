"""Who may hold a plan against the city it is for."""

from command.core import regions
from command.core.models import Person
from command.core.policies import scopes_of
from plans.selectors.plans import cities_of


def may_check(person: Person, city: str) -> bool:
    """Return whether ``person`` may see what a plan of ``city`` lacks there.

    That tells of stock, posts and ways: for those on duty in the city, and in the region.
    """
    scopes = scopes_of(person)
    return regions.REGION in scopes or city in cities_of(scopes)
