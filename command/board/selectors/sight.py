"""Whose eyes the screen is for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from command.core import policies, regions
from command.core.models import Exercise, Person
from incidents.lifecycle import ENDED
from incidents.models import Incident
from incidents.selectors.shares import shared_with


@dataclass(frozen=True)
class Sight:
    """One person's sight, and the city it is narrowed to (empty: all four).

    ``drill``: forces are to be those of the exercise, as far as there is one.
    Rights are read once per request, here.
    """

    person: Person
    city: str = ""
    drill: bool = False

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """The keys of the rooms the person may follow. A few queries, once."""
        found = policies.rooms_visible_to(self.person).order_by("key")
        return tuple(found.values_list("key", flat=True))

    @cached_property
    def scopes(self) -> frozenset[str]:
        """The regions over which the person is on duty."""
        return policies.scopes_of(self.person)

    @cached_property
    def everywhere(self) -> tuple[Incident, ...]:
        """The running incidents of all cities in sight. One query."""
        found = Incident.objects.filter(room__in=self.rooms).exclude(state__status__in=ENDED)
        return tuple(found.select_related("state", "region"))

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The running incidents of the chosen city, or of all."""
        if not self.city:
            return self.everywhere
        return tuple(i for i in self.everywhere if self.city in self.cities_of(i))

    @cached_property
    def incident_ids(self) -> tuple[UUID, ...]:
        """The keys of the running incidents."""
        return tuple(incident.pk for incident in self.incidents)

    @cached_property
    def shares(self) -> dict[str, list[str]]:
        """The cities each running incident's room is shared with now. One query."""
        return shared_with(incident.room_id for incident in self.everywhere)

    @cached_property
    def exercise(self) -> UUID | None:
        """The last exercise that is not yet removed; it may run still. One query."""
        there = Exercise.objects.exclude(state=Exercise.State.REMOVED)
        return there.order_by("-started_at").values_list("pk", flat=True).first()

    @cached_property
    def wide(self) -> "Sight":
        """The same person's sight of all four cities."""
        return replace(self, city="") if self.city else self

    def cities_of(self, incident: Incident) -> set[str]:
        """Return the cities an incident concerns: its own and those it is shared with."""
        return cities_of(incident, self.shares)

    def is_joint(self, incident: Incident) -> bool:
        """Return whether several cities share an incident now."""
        return len(self.cities_of(incident)) > 1

    def sees(self, region: str | None) -> bool:
        """Return whether something that lies in ``region`` concerns the chosen city."""
        if region is None:
            return not self.city
        return any(regions.covers(scope, region) for scope in self.scopes) and (
            not self.city or regions.covers(self.city, region)
        )


def cities_of(incident: Incident, shares: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the cities an incident concerns: its own and those it is shared with."""
    others = {code for code in shares.get(incident.room_id, ()) if code in regions.CITIES}
    return {regions.city_of(incident.region_id), *others}
