"""Pictures from the scene."""

from django.contrib.gis.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models import MediaFile, OwnedModel, Person, one_of_each
from incidents.models import Incident


class Image(OwnedModel):
    """One picture of an incident: where it was taken, whereto it looks, who sent it.

    ``point`` is WGS 84; ``bearing_deg`` counts from north, clockwise. Bulk
    stream: the file itself travels by its SHA-256.
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

    heir_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="images")
    media = models.ForeignKey(MediaFile, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120)
    source_kind = models.CharField(max_length=12, choices=SourceKind.choices)
    taken_at = models.DateTimeField()
    point = models.PointField(srid=4326, null=True)
    bearing_deg = models.PositiveSmallIntegerField(null=True)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-taken_at", "pk"]
        constraints = [
            one_of_each("imagery_image_one_of_each"),
            # A picture that is sent again is the same picture.
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
        ]
        indexes = [
            # The wall: the latest pictures of an incident.
            models.Index(fields=["incident", "-taken_at"], name="imagery_image_wall"),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.pk)
