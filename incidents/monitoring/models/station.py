"""Stations and what they measure."""

from django.contrib.gis.db import models
from django.db.models import F, Q

from command.core.models import OwnedModel, Region, one_of_each
from incidents.monitoring.models.vocabulary import ObservedProperty, Sensor


class Station(OwnedModel):
    """A place where something is measured; ``region`` is null outside the four cities.

    ``illustrative`` marks a station invented for demonstration (示意).
    """

    code = models.CharField(max_length=24)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    point = models.PointField(srid=4326)
    illustrative = models.BooleanField(default=False)
    description = models.CharField(max_length=300, blank=True, db_default="")

    class Meta:
        ordering = ["code"]
        constraints = [
            one_of_each("monitoring_station_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "code"],
                name="monitoring_station_code_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="monitoring_station_named", condition=~Q(code="") & ~Q(name_zh="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class Datastream(OwnedModel):
    """One quantity at one station, and the rules that raise an alarm about it.

    ``warning`` and ``guarantee`` are the stages (警戒, 保证) in ``unit``; a stage
    is left only ``margin`` below it, so that a value that trembles on the line
    does not ring again and again. ``rise_per_hour`` limits the rise in an hour.
    Beyond ``lowest`` and ``highest`` a value is impossible and refused. A stream that is
    ``retired_at`` some time takes nothing in any more; its history stays.
    """

    heir_of = "station"

    station = models.ForeignKey(Station, models.PROTECT, related_name="streams")
    key = models.CharField(max_length=24)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=12)
    interval_s = models.PositiveIntegerField()
    warning = models.FloatField(null=True)
    guarantee = models.FloatField(null=True)
    rise_per_hour = models.FloatField(null=True)
    margin = models.FloatField(default=0.02)
    observed = models.ForeignKey(ObservedProperty, models.PROTECT, null=True, related_name="+")
    sensor = models.ForeignKey(Sensor, models.PROTECT, null=True, related_name="+")
    description = models.CharField(max_length=300, blank=True, db_default="")
    lowest = models.FloatField(null=True)
    highest = models.FloatField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["station__code", "key"]
        constraints = [
            one_of_each("monitoring_datastream_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "station", "key"], name="monitoring_datastream_key_once"
            ),
            models.CheckConstraint(
                name="monitoring_datastream_stages_in_order",
                condition=Q(warning__isnull=True)
                | Q(guarantee__isnull=True)
                | Q(guarantee__gt=F("warning")),
            ),
            models.CheckConstraint(
                name="monitoring_datastream_range",
                condition=Q(lowest__isnull=True)
                | Q(highest__isnull=True)
                | Q(highest__gt=F("lowest")),
            ),
            models.CheckConstraint(
                name="monitoring_datastream_limits_positive",
                condition=Q(interval_s__gt=0, margin__gte=0)
                & (Q(rise_per_hour__isnull=True) | Q(rise_per_hour__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station_id} {self.key}"
