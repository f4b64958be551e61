"""Gathering the snapshot: a fixed number of queries, whatever the plan."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import now

from command.core.models import Region
from incidents.monitoring.models import Datastream
from plans.compiler.facts import Facts, Pledge
from plans.compiler.gather.holders import holders
from plans.compiler.gather.sources import Able, abilities, capabilities, known_things, sources
from plans.compiler.gather.ways import minutes
from plans.compiler.law import limits, musts
from plans.compiler.lists import contacts_of
from plans.document import Document
from plans.interlock.promises import promises


def gather(
    document: Document,
    city: str,
    at: datetime | None = None,
    *,
    kind: str = "",
    event_types: Sequence[str] = (),
    promised: Sequence[Pledge] | None = None,
) -> Facts:
    """Return all that the passes may ask about the cities.

    ``promised`` stands in for the offers of the plans in force, for a check before any
    of a set of plans is.
    """
    at = at or now()
    held, names = holders(at)
    able = abilities()
    found = sources(able)
    seats = {
        region.pk: (region.seat.y, region.seat.x)
        for region in Region.objects.all()
        if region.seat is not None
    }
    return Facts(
        city=city,
        kind=kind,
        event_types=tuple(event_types),
        holders=held,
        names=names,
        known=known_things(),
        sources=found,
        capabilities=capabilities(),
        pledges=pledges(able) if promised is None else promised,
        contacts=contacts_of(city),
        sensors=_sensors(),
        seats=seats,
        minutes=minutes(document, city, found, seats, at),
        musts=musts(city),
        limits=limits(city),
    )


def pledges(able: Able) -> list[Pledge]:
    """Return what the plans in force promise."""
    return [
        Pledge(
            giver=each.giver,
            taker=each.taker,
            what=each.what,
            quantity=each.quantity,
            capabilities=able(each.what, frozenset(each.capabilities)),
            within_minutes=each.within_minutes,
        )
        for each in promises()
    ]


def _sensors() -> frozenset[str]:
    """Return every sensor, named by its station and its quantity, like ``D-ZJF.H``."""
    real = Datastream.objects.filter(exercise=None)
    pairs = real.values_list("station__code", "key")
    return frozenset(f"{station}.{key}" for station, key in pairs)
