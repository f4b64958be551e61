"""Where a warning reaches: cities, and the people on duty there."""

from collections.abc import Iterable

from django.db.models import Q

from command.core import regions
from command.core.models import Duty, Room, Share
from command.core.policies import ADMINISTRATORS, within
from command.core.times import running


def cities_of(codes: Iterable[str]) -> list[str]:
    """Return the cities of the four that regions lie in; the whole region is all four."""
    found: list[str] = []
    for code in codes:
        found += regions.CITIES if code == regions.REGION else [regions.city_of(code)]
    return [code for code in dict.fromkeys(found) if code in regions.CITIES]


def people_in(codes: Iterable[str]) -> int:
    """Return how many people are on duty in the territory of some regions. One query."""
    where = Q(pk__in=[])
    for code in codes:
        where |= within(code, "region_id")
    return len(_on_duty(where))


def told_in(room: str) -> set[object]:
    """Return the keys of those on duty who follow a room. Three queries."""
    found = Room.objects.filter(key=room).values_list("region_id", flat=True).first()
    if not found:
        return set()
    shared = Share.objects.filter(running(), room=room)
    own = [found, regions.city_of(found), regions.REGION]
    cities = [*own, *shared.values_list("grantee_id", flat=True)]
    return _on_duty(Q(region__in=cities) | Q(room=room))


def _on_duty(where: Q) -> set[object]:
    held = Duty.objects.filter(running(), where, person__is_active=True)
    held = held.exclude(post__in=ADMINISTRATORS)
    return set(held.values_list("person_id", flat=True))
