"""Personal data after the event: kept after an assessment, marked in pictures, destroyed."""

from django.db import models
from django.db.models import F, Q

from command.core.models import one_of_each
from incidents.closing.lifecycle import Purpose
from incidents.imagery.models import Image
from incidents.models.hanging import OfIncident


class RetentionException(OfIncident):
    """``actor`` assessed that personal data is kept until ``until``; inserted only.

    The newest one counts; one whose time has passed holds nothing any more.
    """

    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    reason = models.CharField(max_length=500)
    until = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("closing_retentionexception_one_of_each"),
            models.CheckConstraint(
                name="closing_retentionexception_assessed",
                condition=Q(purpose__in=Purpose.values)
                & ~Q(reason="")
                & Q(until__gt=F("occurred_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} until {self.until}"


class PersonalMark(OfIncident):
    """A picture that shows somebody who can be known: its file is destroyed with the rest."""

    image = models.ForeignKey(Image, models.PROTECT, related_name="personal_marks")
    reason = models.CharField(max_length=200)
    purged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("closing_personalmark_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "image"], name="closing_personalmark_once"
            ),
            models.CheckConstraint(name="closing_personalmark_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.image_id}"


class Purge(OfIncident):
    """What was destroyed: rows by holding and files, never what stood in them."""

    reason = models.CharField(max_length=500)
    emptied = models.JSONField()  # {holding: rows}
    files = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("closing_purge_one_of_each"),
            models.CheckConstraint(name="closing_purge_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.emptied}"
