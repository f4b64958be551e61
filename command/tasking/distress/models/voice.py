"""What a caller said, recorded by the phone."""

from django.db import models
from django.db.models import Q

from command.core.models import MediaFile, OwnedModel, one_of_each
from command.tasking.distress.models.call import HelpCall


class HelpVoice(OwnedModel):
    """One voice note of a caller, whether or not the call belongs to an incident.

    Its id is that of the phone's act. ``sha256`` says which file it will be; the file itself
    arrives after that. ``said_at`` is by the phone's corrected clock, ``purged_at`` when the
    law had the recording destroyed.
    """

    heir_of = "call"

    call = models.ForeignKey(HelpCall, models.PROTECT, related_name="voices")
    sha256 = models.CharField(max_length=64)
    file = models.ForeignKey(MediaFile, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-said_at", "pk"]
        constraints = [
            one_of_each("distress_helpvoice_one_of_each"),
            models.CheckConstraint(
                name="distress_helpvoice_hashed", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="distress_helpvoice_dated",
                condition=Q(file__isnull=True) | Q(arrived_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["call", "-said_at"], name="distress_helpvoice_of")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.said_at}"
