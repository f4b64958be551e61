"""What can be measured, and what it is measured with."""

from django.db import models
from django.db.models import F, Q

from command.core.models import OwnedModel, one_of_each


class ObservedProperty(OwnedModel):
    """A quantity that stations measure (water level, flow, seepage), with its usual unit.

    ``definition`` is the address of its meaning. ``lowest`` and ``highest`` are what is
    possible at all, in ``unit``: beyond them a value is refused, whatever the stream.
    """

    code = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    unit = models.CharField(max_length=12)
    definition = models.CharField(max_length=300, blank=True)
    description = models.CharField(max_length=300, blank=True)
    lowest = models.FloatField(null=True)
    highest = models.FloatField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            one_of_each("monitoring_observedproperty_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "code"],
                name="monitoring_observedproperty_code_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="monitoring_observedproperty_named",
                condition=~Q(code="") & ~Q(name_zh=""),
            ),
            models.CheckConstraint(
                name="monitoring_observedproperty_range",
                condition=Q(lowest__isnull=True)
                | Q(highest__isnull=True)
                | Q(highest__gt=F("lowest")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Sensor(OwnedModel):
    """The instrument or the way in which something is measured (SensorThings: Sensor)."""

    name = models.CharField(max_length=100)
    description = models.CharField(max_length=300, blank=True)
    encoding_type = models.CharField(max_length=100, blank=True)
    metadata = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            one_of_each("monitoring_sensor_one_of_each"),
            models.CheckConstraint(name="monitoring_sensor_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
