"""The book of contacts as a reader sees it: that of their own cities only."""

from typing import Any

from django.db.models import Count, Q

from command.core import regions
from command.core.models import Person, Region
from command.core.policies import DESK, Post, duties_of
from plans.activation.models import Contact
from plans.activation.selectors.people import CONTACTS
from plans.document import Document

MOST = 400
# Names and numbers are for those who call people, and nobody else.
MAY_READ = DESK | {Post.PLANNER, Post.RESOURCE_OFFICER}


def read(person: Person, city: str, chosen: str) -> dict[str, Any]:
    """Return the lists with their counts, and the people of the chosen one. Three queries."""
    cities = _cities(person)
    rows = Contact.objects.filter(city__in=cities)
    using = Count("pk", filter=Q(in_use=True))
    lists = list(rows.values("city", "list").annotate(people=using).order_by("city", "list"))
    here = [each for each in lists if (each["city"], each["list"]) == (city, chosen)]
    shown = here[0] if here else lists[0] if lists else None
    people = rows.filter(city=shown["city"], list=shown["list"]) if shown else rows.none()
    return {
        "lists": [{**each, "name": regions.name(each["city"])} for each in lists],
        "shown": shown,
        "people": people.select_related("region").order_by("-in_use", "region", "name")[:MOST],
        "may_read": bool(cities),
    }


def told_by(document: Document, city: str, person: Person) -> list[Contact]:
    """Return whom the notices of a plan call by list; nobody where the book is not open.

    Two queries.
    """
    lists = {each.to for each in document.notices if each.to_kind == CONTACTS}
    if not lists or city not in _cities(person):
        return []
    rows = Contact.objects.filter(city=city, list__in=lists, in_use=True, exercise=None)
    return list(rows.select_related("region").order_by("list", "region", "name"))


def places(city: str) -> list[Region]:
    """Return the city and its banners, counties and districts."""
    return list(Region.objects.filter(Q(code=city) | Q(parent=city)).order_by("code"))


def _cities(person: Person) -> list[str]:
    """Return the cities whose book is open to the person. One query."""
    held = duties_of(person).filter(post__in=MAY_READ, region__isnull=False)
    scopes = {str(code) for code in held.values_list("region_id", flat=True)}
    if regions.REGION in scopes:
        return list(regions.CITIES)
    return sorted({regions.city_of(code) for code in scopes})
