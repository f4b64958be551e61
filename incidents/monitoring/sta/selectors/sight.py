"""What somebody who asks may see, whichever way the question comes."""

from dataclasses import dataclass, field

from django.db.models import Model, Q, QuerySet

from command.core.models import Person
from command.core.policies import scopes_of
from incidents.monitoring.models import Datastream, Station
from incidents.monitoring.selectors import seen_by
from incidents.monitoring.sta.entities import SENSORS, Kind


@dataclass
class Sight:
    """The stations that somebody sees, as a condition that is not read by itself.

    ``on_duty``: sees what can be measured, which is nobody's secret. ``origin`` is the
    authority whose sensors are shown even while nothing is measured with them.
    """

    stations: Q
    on_duty: bool
    origin: str
    _seen: QuerySet[Station] = field(init=False)

    def __post_init__(self) -> None:
        """Put the condition as a question."""
        self._seen = Station.objects.filter(self.stations).order_by()

    @classmethod
    def of(cls, person: Person) -> "Sight":
        """Return what a person sees. Two queries."""
        return cls(seen_by(person), bool(scopes_of(person)), person.origin)

    def of_kind(self, kind: Kind) -> Q:
        """Return the condition on the rows of a kind."""
        if kind.station == "":
            return self.stations
        if kind.station is not None:
            return Q(**{f"{kind.station}__in": self._seen})
        if not self.on_duty:
            return Q(pk__in=[])
        if kind is SENSORS:
            used = Datastream.objects.filter(station__in=self._seen, sensor__isnull=False)
            return Q(origin=self.origin) | Q(pk__in=used.order_by().values("sensor"))
        return Q()

    def rows(self, kind: Kind) -> QuerySet[Model]:
        """Return the rows of a kind that are seen."""
        return kind.model._default_manager.filter(self.of_kind(kind))
