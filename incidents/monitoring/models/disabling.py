"""Rules of single streams out of service, until somebody puts them back."""

from django.db import models
from django.db.models import Q

from command.core.models import OwnedModel, Person, one_of_each
from incidents.monitoring.lifecycle import Cause
from incidents.monitoring.models.station import Datastream


class Disabling(OwnedModel):
    """One rule of one stream taken out of service by a named person; never altered.

    The rule is ``rule``, or where that is null what raises ``cause`` at ``level``.
    Alarms are still found and written, and do not ring.
    """

    heir_of = "datastream"

    datastream = models.ForeignKey(Datastream, models.PROTECT, related_name="disablings")
    rule = models.ForeignKey(
        "detection.AlarmRule", models.PROTECT, null=True, related_name="+", db_index=False
    )
    cause = models.CharField(max_length=10, choices=Cause.choices, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            one_of_each("monitoring_disabling_one_of_each"),
            models.CheckConstraint(
                name="monitoring_disabling_of_a_rule",
                condition=Q(rule__isnull=False, cause="", level__isnull=True)
                | Q(rule__isnull=True, cause__in=Cause.values, level__range=(1, 4)),
            ),
            models.CheckConstraint(
                name="monitoring_disabling_founded", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datastream_id} {self.rule_id or self.cause}"


class Enabling(OwnedModel):
    """A rule of a stream put back into service; never altered."""

    heir_of = "disabling"

    disabling = models.ForeignKey(Disabling, models.PROTECT, related_name="ends")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of_each("monitoring_enabling_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "disabling"], name="monitoring_enabling_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.disabling_id)
