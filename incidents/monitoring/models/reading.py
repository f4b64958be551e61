"""Readings: many, small, never facts of the journal. Telemetry: node-local (ADR 0018).

Whose they are and to which world they belong is said by their datastream. They are written
by ``record_readings`` alone.
"""

from typing import Any

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from incidents.monitoring.lifecycle import Stage
from incidents.monitoring.models.station import Datastream

BOUND = 1e12  # no quantity measured here is larger; NaN and infinity are beyond it
# Whoever writes has locked the stream's state, which holds its stream: the key is not
# checked again for every row. The tables' own keys begin with it.
OF_STREAM: dict[str, Any] = {"db_constraint": False, "db_index": False}


class Reading(models.Model):
    """One value at one time; ``value`` null says that the sensor gave none, never zero.

    Partitioned by day: the migration makes the table, ``keep_partitions`` its parts. A day
    that is older than the rule says is dropped as a whole; its minutes and hours stay.
    """

    pk = models.CompositePrimaryKey("datastream_id", "observed_at")
    datastream = models.ForeignKey(
        Datastream, models.PROTECT, related_name="readings", **OF_STREAM
    )
    observed_at = models.DateTimeField()
    value = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="monitoring_reading_finite",
                condition=Q(value__isnull=True) | Q(value__range=(-BOUND, BOUND)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datastream_id} {self.observed_at} {self.value}"


class Aggregate(models.Model):
    """The readings of a stream over one stretch of time, from ``start`` on.

    Brought up to date in the transaction that writes a reading, early or late. Times at
    which the sensor gave no value are not counted. ``first`` and ``last`` are by time.
    """

    pk = models.CompositePrimaryKey("datastream_id", "start")
    datastream = models.ForeignKey(Datastream, models.PROTECT, related_name="+", **OF_STREAM)
    start = models.DateTimeField()
    count = models.PositiveIntegerField()
    low = models.FloatField()
    high = models.FloatField()
    sum = models.FloatField()
    first = models.FloatField()
    first_at = models.DateTimeField()
    last = models.FloatField()
    last_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.datastream_id} {self.start} {self.low}…{self.high}"


class ReadingMinute(Aggregate):
    """The readings of one minute. Partitioned by month."""


class ReadingHour(Aggregate):
    """The readings of one hour. Kept longest; what is too old is found by the index."""

    class Meta:
        indexes = [BrinIndex(fields=["start"], name="monitoring_readinghour_age")]


class Forecast(models.Model):
    """What somebody expects a stream to say at a time; of several issues the newest counts."""

    pk = models.CompositePrimaryKey("datastream_id", "issued_at", "at")
    datastream = models.ForeignKey(Datastream, models.PROTECT, related_name="+", **OF_STREAM)
    issued_at = models.DateTimeField()
    at = models.DateTimeField()
    value = models.FloatField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="monitoring_forecast_finite", condition=Q(value__range=(-BOUND, BOUND))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datastream_id} {self.at} {self.value}"


class StreamState(models.Model):
    """The newest reading of a stream and the stage it has reached. Node-local.

    Its row is the lock of the stream: readings of one stream are judged one
    batch after another.
    """

    datastream = models.OneToOneField(
        Datastream, models.PROTECT, primary_key=True, related_name="state"
    )
    observed_at = models.DateTimeField(null=True)
    value = models.FloatField(null=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.NORMAL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="monitoring_streamstate_stage_known",
                condition=Q(stage__in=Stage.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datastream_id} {self.value} {self.stage}"
