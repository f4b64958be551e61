"""What each city could give away tonight, and what it is called."""

from collections.abc import Iterable
from dataclasses import dataclass

from command.core import regions
from resources.adviser.floors import availability, floors_of_all
from resources.lifecycle import TeamKind
from resources.models import Supply
from resources.selectors.cards import kind_name


@dataclass(frozen=True, slots=True)
class Standing:
    """What is free now, what of it must stay, and what could go."""

    available: int
    floor: int

    @property
    def free(self) -> int:
        """What could go without touching what must stay."""
        return max(0, self.available - self.floor)


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of team or of supply, by name and unit in Chinese and English."""

    what: str
    zh: str
    en: str
    unit_zh: str
    unit_en: str


def standings(whats: Iterable[str]) -> dict[tuple[str, str], Standing]:
    """Return by thing and city what stands there now. Three queries."""
    wanted = sorted(set(whats))
    have = availability(wanted, None)
    floors = floors_of_all(regions.CITIES)
    return {
        (what, city): Standing(
            have.get((what, city), 0),
            floors[city][what].least if what in floors[city] else 0,
        )
        for what in wanted
        for city in regions.CITIES
    }


def things(whats: Iterable[str]) -> dict[str, Thing]:
    """Return what things are called; a code that is not known by itself. One query."""
    wanted = set(whats)
    found = {
        what: Thing(what, kind_name(what, "zh-hans"), kind_name(what, "en"), "支", "teams")
        if what in TeamKind.values
        else Thing(what, what, what, "", "")
        for what in wanted
    }
    for supply in Supply.objects.filter(code__in=wanted - set(TeamKind.values)):
        found[supply.code] = Thing(
            supply.code, supply.name_zh, supply.name_en, supply.unit_zh, supply.unit_en
        )
    return found
