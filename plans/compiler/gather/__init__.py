"""Gathering the snapshot: a fixed number of queries, whatever the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import now

from command.core.models import Region
from incidents.monitoring.models import Datastream
from plans.compiler.facts import Facts, Owner, Place, Pledge, Source
from plans.compiler.gather.holders import holders
from plans.compiler.gather.sources import Able, abilities, capabilities, known_things, sources
from plans.compiler.gather.ways import minutes
from plans.compiler.law import limits, musts
from plans.compiler.lists import contacts_of
from plans.document import Document
from plans.interlock.promises import promises


@dataclass(frozen=True)
class Gathered:
    """What is the same for every plan of every city at one moment."""

    at: datetime
    able: Able
    holders: Mapping[Owner, tuple[str, ...]]
    names: Mapping[str, str]
    known: Mapping[str, Any]
    sources: Sequence[Source]
    capabilities: Mapping[str, frozenset[str]]
    sensors: frozenset[str]
    seats: Mapping[str, Place]

    def facts(
        self,
        document: Document,
        city: str,
        *,
        kind: str = "",
        event_types: Sequence[str] = (),
        promised: Sequence[Pledge] | None = None,
    ) -> Facts:
        """Return the facts for one plan.

        ``promised`` stands in for the offers of the plans in force, for a check before
        any of a set of plans is.
        """
        return Facts(
            city=city,
            kind=kind,
            event_types=tuple(event_types),
            holders=self.holders,
            names=self.names,
            known=self.known,
            sources=self.sources,
            capabilities=self.capabilities,
            pledges=_pledges(self.able) if promised is None else promised,
            contacts=contacts_of(city),
            sensors=self.sensors,
            seats=self.seats,
            minutes=minutes(document, city, self.sources, self.seats, self.at),
            musts=musts(city),
            limits=limits(city),
        )


def gather(
    document: Document,
    city: str,
    at: datetime | None = None,
    *,
    kind: str = "",
    event_types: Sequence[str] = (),
) -> Facts:
    """Return all that the passes may ask about the cities."""
    return gathered(at).facts(document, city, kind=kind, event_types=event_types)


def gathered(at: datetime | None = None) -> Gathered:
    """Return the world at a moment, now if none is given."""
    at = at or now()
    held, names = holders(at)
    able = abilities()
    seats = {
        region.pk: (region.seat.y, region.seat.x)
        for region in Region.objects.all()
        if region.seat is not None
    }
    return Gathered(
        at=at,
        able=able,
        holders=held,
        names=names,
        known=known_things(),
        sources=sources(able),
        capabilities=capabilities(),
        sensors=_sensors(),
        seats=seats,
    )


def _pledges(able: Able) -> list[Pledge]:
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
