"""What a routing service said about clear roads. Node-local, never replicated."""

from django.db import models


class ClearWay(models.Model):
    """One answer of one routing service: minutes and kilometres between two rounded places.

    Only the way on clear roads is kept; conditions are counted in after it was read, so no
    answer kept here can hide a closure.
    """

    router = models.CharField(max_length=24)
    start = models.CharField(max_length=24)
    end = models.CharField(max_length=24)
    minutes = models.FloatField()
    km = models.FloatField(null=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["router", "start", "end"], name="routing_clearway_once"
            )
        ]
        indexes = [models.Index(fields=["asked_at"], name="routing_clearway_age")]

    def __str__(self) -> str:
        return f"{self.start} → {self.end}"
