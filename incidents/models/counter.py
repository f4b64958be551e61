"""Counters of human numbers."""

from django.db import models


class Counter(models.Model):
    """The last number given out under a prefix by one authority. Node-local.

    The row is held until commit, so that numbers have no gaps.
    """

    origin = models.CharField(max_length=6, editable=False)
    prefix = models.CharField(max_length=80)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "prefix"], name="incidents_counter_one_per_prefix"
            )
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.prefix} {self.last}"
