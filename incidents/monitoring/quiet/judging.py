"""Which areas are quiet: no database, no clock."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from incidents.monitoring.quiet.expected import Expectation
from incidents.monitoring.quiet.limits import Limits
from incidents.monitoring.quiet.placing import Townships
from incidents.places import distance_km

World = UUID | None  # the exercise, or reality
Key = tuple[str, World]  # the code of an area, in a world
Place = tuple[float, float]
WHOLE = 100
NOWHERE = Townships({})


@dataclass(slots=True)
class Area:
    """What is waited for from one area of one world, and what was heard.

    A word holds for a while (``holds``): who spoke longer ago and is not due again yet is
    neither silent nor speaking, and is not counted. ``code`` is of a county, or nine digits
    of a ``township`` in it.
    ``heard_at`` is the last word of anybody at a desk there, waited for or not.
    ``neighbours`` is how many areas around it speak. It is mute when those who are waited
    for say nothing, and quiet when besides its neighbours do speak.
    """

    code: str
    exercise: World
    at: datetime
    holds: timedelta
    waited: list[Expectation] = field(default_factory=list)
    heard_at: datetime | None = None
    neighbours: int = 0
    is_mute: bool = False
    is_quiet: bool = False
    township: UUID | None = None

    @property
    def region(self) -> str:
        """The county: itself, or that of the township."""
        return self.code[:6]

    @property
    def voices(self) -> set[str]:
        """Who is silent, and who speaks."""
        speaking = {
            one.ref
            for one in self.waited
            if one.last_at is not None and self.at - one.last_at <= self.holds
        }
        return speaking | {one.ref for one in self.silent}

    @property
    def silent(self) -> list[Expectation]:
        """Who has not spoken in time; of a voice waited for twice every word counts."""
        in_time = {one.ref for one in self.waited if not one.is_silent(self.at)}
        return [one for one in self.waited if one.ref not in in_time]

    @property
    def last(self) -> Expectation | None:
        """Whose word was the last from there."""
        spoke = [one for one in self.waited if one.last_at is not None]
        return max(spoke, key=lambda one: one.last_at or self.at, default=None)

    @property
    def last_at(self) -> datetime | None:
        """When the last word came from there."""
        last = self.last.last_at if self.last else None
        return max(filter(None, (last, self.heard_at)), default=None)

    def share_silent(self) -> float:
        """Return how many of a hundred voices are silent; none of none."""
        return WHOLE * len({one.ref for one in self.silent}) / max(1, len(self.voices))

    def speaks(self) -> bool:
        """Return whether anybody there speaks."""
        return bool(self.voices - {one.ref for one in self.silent})


def areas(
    waited: Iterable[Expectation],
    at: datetime,
    holds: timedelta,
    townships: Townships = NOWHERE,
) -> dict[Key, Area]:
    """Return what is waited for, area by area; a city or the region is no area.

    What has a place is waited for from its township as well as from its county.
    """
    found: dict[Key, Area] = {}
    for one in waited:
        if one.region.endswith("00"):
            continue
        key = (one.region, one.exercise)
        found.setdefault(key, Area(*key, at, holds)).waited.append(one)
        township = townships.of(one.region, one.place)
        if township is not None:
            key = (township.code, one.exercise)
            area = found.setdefault(key, Area(*key, at, holds, township=township.pk))
            area.waited.append(one)
    return found


def judge(found: Mapping[Key, Area], limits: Limits, seats: Mapping[str, Place]) -> None:
    """Say of each area whether it is quiet: nobody there spoke, while its neighbours do.

    Where the neighbours say nothing either, it is not this area that is cut off. Townships
    are held against townships; where their county as a whole says nothing, it is the area.
    """
    by_world: dict[World, list[Area]] = defaultdict(list)
    for area in found.values():
        area.is_mute = area.share_silent() >= limits.silent_share
        by_world[area.exercise].append(area)
    for area in [one for one in found.values() if one.is_mute]:
        small = area.township is not None
        alike = [one for one in by_world[area.exercise] if len(one.code) == len(area.code)]
        km = limits.township_km if small else limits.neighbour_km
        around = _around(area, alike, km, seats)
        around = [one for one in around if one.voices]
        area.neighbours = sum(not one.is_mute and one.speaks() for one in around)
        area.is_quiet = (
            len(area.voices) >= (limits.township_voices if small else limits.least_voices)
            and not (small and found[area.region, area.exercise].is_mute)
            and area.neighbours >= max(1, limits.neighbours)
            and WHOLE * area.neighbours >= limits.neighbour_share * len(around)
        )


def _around(
    area: Area, others: Iterable[Area], km: float, seats: Mapping[str, Place]
) -> list[Area]:
    here = seats.get(area.code)
    if here is None:
        return []
    return [
        one
        for one in others
        if one.code != area.code
        and one.code in seats
        and distance_km(*here, *seats[one.code]) <= km
    ]
