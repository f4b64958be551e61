"""The tables of cameras."""

from django.contrib.gis.db import models
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models import OwnedModel, Person, Region, one_of_each
from command.core.models.rule import Rule, rule_constraints
from incidents.cameras.kinds import CameraKind, Condition, Source, Why
from incidents.models import Incident


class Camera(OwnedModel):
    """One camera or drone whose live picture a media server gives.

    ``source_path`` is what its adapter needs: the address of a stream, or a path at the
    media server; ``point`` WGS 84. ``illustrative`` marks one invented for demonstration.
    """

    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=5, choices=CameraKind.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    point = models.PointField(srid=4326, null=True)
    bearing_deg = models.PositiveSmallIntegerField(null=True)
    view_deg = models.PositiveSmallIntegerField(null=True)
    gb28181_id = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=8, choices=Source.choices)
    source_path = models.CharField(max_length=300, blank=True)
    illustrative = models.BooleanField(default=False)
    updated_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["region", "name", "pk"]
        constraints = [
            one_of_each("cameras_camera_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "name"],
                name="cameras_camera_named_once",
                condition=Q(retired_at__isnull=True),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["origin", "exercise", "gb28181_id"],
                name="cameras_camera_id_once",
                condition=Q(retired_at__isnull=True) & ~Q(gb28181_id=""),
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="cameras_camera_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="cameras_camera_on_compass",
                condition=(Q(bearing_deg__isnull=True) | Q(bearing_deg__lt=360))
                & (Q(view_deg__isnull=True) | Q(view_deg__gte=1, view_deg__lte=360)),
            ),
            models.CheckConstraint(
                name="cameras_camera_kinds_known",
                condition=Q(kind__in=["fixed", "ptz", "uav", "body"])
                & Q(source__in=["none", "url", "mediamtx", "gb28181"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CameraShare(OwnedModel):
    """Whoever takes part in an incident may see a camera, or from then on no longer."""

    heir_of = "camera"

    camera = models.ForeignKey(Camera, models.PROTECT, related_name="shares")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    given = models.BooleanField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [one_of_each("cameras_camerashare_one_of_each")]

    def __str__(self) -> str:
        return f"{self.camera_id} {self.incident_id}"


class CameraState(models.Model):
    """Whether a picture comes, as this node sees it; of no authority."""

    camera = models.OneToOneField(
        Camera, models.PROTECT, primary_key=True, related_name="state"
    )
    condition = models.CharField(
        max_length=7, choices=Condition.choices, default=Condition.UNKNOWN
    )
    why = models.CharField(max_length=8, choices=Why.choices, blank=True)
    since = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    misses = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cameras_camerastate_condition_known",
                condition=Q(condition__in=["unknown", "up", "out"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.camera_id} {self.condition}"


class StreamRule(Rule):
    """A number that holds for live pictures; its code says which."""

    value = models.PositiveIntegerField(
        _("value"), validators=(MinValueValidator(1), MaxValueValidator(100_000))
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("cameras_streamrule"),
            models.CheckConstraint(name="cameras_streamrule_counts", condition=Q(value__gte=1)),
        ]
