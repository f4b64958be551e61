"""Hearing from a city's system, and telling when it falls silent."""

from datetime import timedelta

from django.utils.translation import gettext as _

from command.core import journal, links, regions
from command.core.doors import door
from command.core.errors import Invalid
from command.core.facts import CityLinkLost, CityLinkRestored
from command.core.models import CityLink, Person
from command.core.times import clock

ROOM = "joint"


@door
def hear_city(*, actor: Person | None, city: str) -> CityLink:
    """Take down that a city's system is there. Raises ``Invalid`` for another code."""
    if city not in regions.CITIES:
        raise Invalid(_("There is no such city."), city=city)
    at = clock()
    link, new = CityLink.objects.select_for_update().get_or_create(
        city=city, defaults={"heard_at": at}
    )
    lost = link.lost_told_at
    link.heard_at, link.lost_told_at = at, None
    if not new:
        link.save(update_fields=["heard_at", "lost_told_at"])
    if lost is not None:
        journal.append(
            CityLinkRestored(city=city), room=ROOM, actor=actor, changed=_changed(link)
        )
    return link


@door
def tell_lost_links(*, actor: Person | None) -> int:
    """Tell everybody, once, of the cities whose systems have fallen silent; return how many."""
    at = clock()
    silent = CityLink.objects.filter(
        heard_at__lt=at - timedelta(seconds=links.LOST_AFTER_S), lost_told_at=None
    )
    found = list(silent.select_for_update(skip_locked=True))
    for link in found:
        link.lost_told_at = at
        link.save(update_fields=["lost_told_at"])
        fact = CityLinkLost(city=link.city, heard_at=link.heard_at.isoformat())
        journal.append(fact, room=ROOM, actor=actor, changed=_changed(link))
    return len(found)


def _changed(link: CityLink) -> dict[str, dict[str, object]]:
    view = {
        "id": link.city,
        "origin": regions.REGION,
        "exercise": False,
        "at": link.heard_at.isoformat(),
        "lost": link.lost_told_at is not None,
    }
    return {f"city_link.{link.city}": view}
