"""What can be measured and what it is measured with, as people may see it."""

from command.core.models import Person
from command.core.policies import scopes_of
from incidents.monitoring.models import ObservedProperty, Sensor
from incidents.monitoring.selectors.cards import PropertyCard, SensorCard


def properties(person: Person) -> list[PropertyCard]:
    """Return what can be measured: for everybody on duty. Two queries."""
    if not scopes_of(person):
        return []
    return [PropertyCard.of(row) for row in ObservedProperty.objects.all()]


def sensors(person: Person) -> list[SensorCard]:
    """Return the instruments: for everybody on duty. Two queries."""
    if not scopes_of(person):
        return []
    return [SensorCard.of(row) for row in Sensor.objects.all()]
