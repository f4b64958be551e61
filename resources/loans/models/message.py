"""Messages of the exchange standard as they came in."""

from django.db import models
from django.db.models import Q

from command.core.models import MediaFile, OwnedModel, Person, one_of_each


class ReceivedMessage(OwnedModel):
    """One EDXL-RM message that was taken in, or kept and refused. Inserted, never altered.

    ``about`` is what it became here (``request.<id>``), by which later messages that name
    it find the thing. The file may hold names and numbers, and is only referred to.
    """

    message_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=64)
    sender = models.CharField(max_length=120, blank=True)
    preceding = models.CharField(max_length=200, blank=True)
    is_taken = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey(MediaFile, models.PROTECT, related_name="+")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            one_of_each("loans_receivedmessage_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "message_id"],
                condition=Q(is_taken=True),
                name="loans_receivedmessage_taken_once",
            ),
            models.CheckConstraint(
                name="loans_receivedmessage_refused_for_a_reason",
                condition=Q(is_taken=True) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"
