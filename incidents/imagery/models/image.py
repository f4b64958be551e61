"""Images from the scene, as they were announced."""

from django.contrib.gis.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.models import MediaFile, OwnedModel, Person, one_of_each
from incidents.models import Incident


class Image(OwnedModel):
    """One image of an incident: where it was taken, whereto it looks, who sent it.

    ``point`` is WGS 84; ``bearing_deg`` counts from north, clockwise. ``media`` is set
    when the image came whole; one that comes in steps (announced, preview, complete) has
    its files in its state. ``taken_at`` is the device's time, corrected; ``claimed_sha256``
    is what the sender says of an original that is still to come. Bulk stream: the files
    themselves travel by their SHA-256.
    """

    class SourceKind(models.TextChoices):
        """What took it."""

        PHONE = "phone", _("Phone")
        UAV = "uav", _("UAV")
        BODY_CAM = "body_cam", _("Body-worn camera")
        PTZ_BALL = "ptz_ball", _("Portable PTZ camera")
        FIXED_CAMERA = "fixed_camera", _("Fixed camera")
        SATELLITE = "satellite", _("Satellite")
        OTHER = "other", _("Other")

    class Kind(models.TextChoices):
        """Whether it stands or moves."""

        PHOTO = "photo", pgettext_lazy("image", "Photo")
        VIDEO = "video", pgettext_lazy("image", "Video")

    heir_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="images")
    media = models.ForeignKey(MediaFile, models.PROTECT, null=True, related_name="+")
    caption = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120)
    source_kind = models.CharField(max_length=12, choices=SourceKind.choices)
    taken_at = models.DateTimeField()
    point = models.PointField(srid=4326, null=True)
    bearing_deg = models.PositiveSmallIntegerField(null=True)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices, db_default="photo")
    tag = models.CharField(max_length=40, blank=True, db_default="")
    accuracy_m = models.FloatField(null=True)
    claimed_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    claimed_size = models.PositiveBigIntegerField(null=True)  # bytes
    # When it was first heard of here; unknown of what came before this was kept.
    arrived_at = models.DateTimeField(null=True, auto_now_add=True)

    class Meta:
        ordering = ["-taken_at", "pk"]
        constraints = [
            one_of_each("imagery_image_one_of_each"),
            # An image that is sent again is the same image.
            models.UniqueConstraint(
                fields=["origin", "incident", "media"], name="imagery_image_once"
            ),
            models.CheckConstraint(
                name="imagery_image_bearing_on_compass",
                condition=Q(bearing_deg__isnull=True) | Q(bearing_deg__lt=360),
            ),
            models.CheckConstraint(
                name="imagery_image_kind_known",
                condition=Q(
                    source_kind__in=[
                        "phone",
                        "uav",
                        "body_cam",
                        "ptz_ball",
                        "fixed_camera",
                        "satellite",
                        "other",
                    ]
                ),
            ),
            models.CheckConstraint(name="imagery_image_sourced", condition=~Q(source="")),
            models.CheckConstraint(
                name="imagery_image_here_or_claimed",
                condition=Q(media__isnull=False) | Q(claimed_sha256__regex="^[0-9a-f]{64}$"),
            ),
        ]
        indexes = [
            # The images of one incident, the latest first.
            models.Index(fields=["incident", "-taken_at"], name="imagery_image_wall"),
            # The wall over all incidents: a page of it is read off this.
            models.Index(fields=["-taken_at", "-id"], name="imagery_image_latest"),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.pk)
