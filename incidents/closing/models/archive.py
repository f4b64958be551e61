"""The archive of an incident: one zip that proves itself."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from command.core.models import one_of_each
from incidents.closing.lifecycle import ArchiveStatus
from incidents.models.hanging import OfIncident


class Archive(OfIncident):
    """An archive that ``actor`` asked for; its authority writes what became of it.

    ``sha256``, ``size`` in bytes and ``entries`` of the journal are known when it is ready;
    the file lies on the node that built it.
    """

    language = models.CharField(max_length=8)
    status = models.CharField(
        max_length=10, choices=ArchiveStatus.choices, default=ArchiveStatus.REQUESTED
    )
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        constraints = [
            one_of_each("closing_archive_one_of_each"),
            models.CheckConstraint(
                name="closing_archive_status_known",
                condition=Q(status__in=ArchiveStatus.values),
            ),
            models.CheckConstraint(
                name="closing_archive_ready_is_whole",
                condition=~Q(status="ready") | (~Q(sha256="") & Q(size__gt=0)),
            ),
        ]
        indexes = [
            # build_archives: what waits to be built.
            models.Index(
                fields=["occurred_at"],
                condition=Q(status__in=["requested", "building"]),
                name="closing_archive_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.status}"

    @property
    def path(self) -> Path:
        """Where the file lies, once it is ready."""
        return Path(settings.MEDIA_ROOT) / "archives" / f"{self.pk}.zip"
