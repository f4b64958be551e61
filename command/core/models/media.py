"""Files by their content."""

from django.db import models
from django.db.models import Q

from command.core.models.owned import OwnedModel, one_of_each


class MediaFile(OwnedModel):
    """One file as it arrived, addressed by the SHA-256 of its bytes; never altered.

    The bytes lie in ``MEDIA_ROOT/ab/cd/<sha256>``. ``content_type`` is what the
    content is, found by looking at it, not what the sender called it.
    """

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes
    content_type = models.CharField(max_length=60)
    width = models.PositiveIntegerField(null=True)  # pixels
    height = models.PositiveIntegerField(null=True)  # pixels
    duration_ms = models.PositiveIntegerField(null=True)  # of video and sound
    # What the device wrote into the file about time and place: a claim, not a fact.
    claimed = models.JSONField(null=True)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            one_of_each("core_mediafile_one_of_each"),
            # One row per content and owner. An exercise has rows of its own, which go with it.
            models.UniqueConstraint(
                fields=["origin", "sha256", "exercise"],
                nulls_distinct=False,
                name="core_mediafile_one_per_content",
            ),
            models.CheckConstraint(
                name="core_mediafile_sha256_is_hex",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="core_mediafile_sha256")]

    def __str__(self) -> str:
        return self.sha256
