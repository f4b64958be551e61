"""How long the ways are that this plan's forces must come."""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime

from plans.compiler.facts import Place, Source
from plans.document import Document
from resources.routing.legs import legs, line

Ways = dict[tuple[Place, Place], float]


def minutes(
    document: Document,
    city: str,
    sources: Iterable[Source],
    seats: Mapping[str, Place],
    at: datetime,
) -> Ways:
    """Return the minutes from each thing that is needed to each place where one is.

    By the roads as they are; over a road that is closed today, by the distance: the
    plan is not for today.
    """
    wanted = {
        (need.what, need.source or city) for step in document.steps for need in step.needs
    }
    wanted |= {(ask.what, ask.city) for ask in document.asks}
    starts = sorted(
        {s.place for s in sources if s.place is not None and (s.what, s.city) in wanted}
    )
    places = {step.region or city for step in document.steps if step.needs}
    places |= {city} if document.asks else set()
    ends = sorted({seats[place] for place in places if place in seats})
    table = legs(starts, ends, at=at)
    return {
        (start, end): leg.minutes if math.isfinite(leg.minutes) else line(start, end).minutes
        for start, row in zip(starts, table, strict=True)
        for end, leg in zip(ends, row, strict=True)
    }
