"""How an image arrives: announced, then a small preview, then the original."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.folding import Change, State
from command.core.models import MediaFile, one_of_each
from command.core.tongues import of_reader
from incidents.imagery.models.image import Image


class Stage(models.TextChoices):
    """How much of an image is here."""

    ANNOUNCED = "announced", pgettext_lazy("image", "announced")
    PREVIEW = "preview", pgettext_lazy("image", "preview here")
    COMPLETE = "complete", pgettext_lazy("image", "original here")


class ImageChange(Change):
    """One file of an image that arrived or was refused; inserted, never altered."""

    heir_of = "image"

    image = models.ForeignKey(Image, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("imagery_imagechange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "image", "step"], name="imagery_imagechange_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.step} {self.kind}"


class ImageState(State):
    """How much of an image is here; the fold of its changes. Node-local.

    ``fingerprint`` is the 64-bit difference hash of what it shows, as a signed number.
    ``alike`` is the image that first showed nearly the same of this incident, or itself.
    What the original's EXIF says of time and place is a claim, kept beside the device's.
    ``refused_at`` is when the original was last refused, as long as no other has come.
    """

    image = models.OneToOneField(Image, models.PROTECT, primary_key=True, related_name="state")
    stage = models.CharField(max_length=9, choices=Stage.choices)
    preview = models.ForeignKey(MediaFile, models.PROTECT, null=True, related_name="+")
    original = models.ForeignKey(MediaFile, models.PROTECT, null=True, related_name="+")
    fingerprint = models.BigIntegerField(null=True)
    alike = models.UUIDField()
    exif_taken_at = models.DateTimeField(null=True)
    exif_lat = models.FloatField(null=True)  # WGS 84 degrees
    exif_lon = models.FloatField(null=True)
    refused_at = models.DateTimeField(null=True)
    refused_why = models.CharField(max_length=300, blank=True, db_default="")  # in Chinese
    refused_why_en = models.CharField(max_length=300, blank=True, db_default="")
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="imagery_imagestate_stage_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="imagery_imagestate_complete_iff_original",
                condition=Q(stage="complete", original__isnull=False)
                | (~Q(stage="complete") & Q(original__isnull=True)),
            ),
        ]
        indexes = [
            # The images that show nearly the same.
            models.Index(fields=["alike"], name="imagery_imagestate_alike"),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.stage}"

    @property
    def why_refused(self) -> str:
        """Why the original was refused, for the reader; empty as long as it was not."""
        return of_reader(self.refused_why, self.refused_why_en)
