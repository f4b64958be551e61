"""What the intakes count: how fast somebody sends, and what was refused. Node-local."""

from django.db import models
from django.db.models import Q

from resources.tracking.lifecycle import Why
from resources.tracking.models.device import Device


class Gate(models.Model):
    """How often a sender (``device.…``, ``person.…``, ``line.…``) has come this minute."""

    key = models.CharField(max_length=60, primary_key=True)
    minute = models.DateTimeField()
    used = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.used}"


class Tally(models.Model):
    """How much was taken of a device in a day, or refused and why; the last one's time.

    Strangers (no device) are counted together: they have no city.
    """

    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="tallies")
    exercise = models.ForeignKey(
        "core.Exercise", models.PROTECT, null=True, editable=False, related_name="+"
    )
    day = models.DateField()
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["device", "day", "why"],
                name="tracking_tally_one",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="tracking_tally_why_known", condition=Q(why__in=Why.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.day} {self.why} {self.count}"
