"""Readings: many, small, and never facts of the journal."""

from django.db import models
from django.db.models import Q

from command.core.models import OwnedModel, one_of_each
from incidents.monitoring.lifecycle import Stage
from incidents.monitoring.models.station import Datastream

BOUND = 1e12  # no quantity measured here is larger; NaN and infinity are beyond it


class Reading(OwnedModel):
    """One value at one time; ``value`` null says that the sensor gave none, never zero."""

    heir_of = "datastream"

    datastream = models.ForeignKey(
        Datastream, models.PROTECT, related_name="readings", db_index=False
    )
    observed_at = models.DateTimeField()
    value = models.FloatField(null=True)

    class Meta:
        constraints = [
            one_of_each("monitoring_reading_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "datastream", "observed_at"], name="monitoring_reading_once"
            ),
            models.CheckConstraint(
                name="monitoring_reading_finite",
                condition=Q(value__isnull=True) | Q(value__range=(-BOUND, BOUND)),
            ),
        ]
        indexes = [
            # The strip: the last readings of a stream.
            models.Index(
                fields=["datastream", "-observed_at"], name="monitoring_reading_latest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datastream_id} {self.observed_at} {self.value}"


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
