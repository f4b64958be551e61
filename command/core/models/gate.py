"""What the entrances of machines count: how fast one sends, what came of it. Node-local."""

from django.db import models


class Coming(models.Model):
    """How often a sender (``device.…``, ``person.…``, ``line.…``) has come this minute."""

    key = models.CharField(max_length=60, primary_key=True)
    minute = models.DateTimeField()
    used = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.used}"


class Tally(models.Model):
    """How much of a day an entrance took of a sender, or refused and why; the last one's time.

    ``sender`` is a device of the entrance's own register and ``subject`` what it spoke of, if
    that is known; strangers (no sender) are counted together: they have no city.
    """

    entrance = models.CharField(max_length=12)
    sender = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    exercise = models.ForeignKey(
        "core.Exercise", models.PROTECT, null=True, editable=False, related_name="+"
    )
    day = models.DateField()
    why = models.CharField(max_length=20, blank=True)
    count = models.PositiveBigIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entrance", "sender", "subject", "day", "why"],
                name="core_tally_one",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["day"], name="core_tally_by_day")]

    def __str__(self) -> str:
        return (
            f"{self.entrance} {self.sender} {self.subject} {self.day} {self.why} {self.count}"
        )
