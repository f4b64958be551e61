"""The tables of scene."""

from django.contrib.gis.db import models
from django.db.models import Q

from command.core.models import MediaFile, one_of_each
from incidents.models.hanging import OfIncident
from incidents.scene.lifecycle import Road

TEXT_LENGTH = 2000


class SceneReport(OfIncident):
    """What somebody on the spot reported; ``occurred_at`` is when they did.

    ``task`` is the order they were carrying out. ``counts`` are people by kind, ``figures``
    the observations that were made of them, ``hazards`` each with its kind, words, place and
    the drawing made of it. ``voice`` arrives after the words; ``voice_sha256`` says which
    file it will be, ``purged_at`` when the law had it destroyed. ``code`` is read over the
    radio.
    """

    task = models.UUIDField(null=True)
    counts = models.JSONField(default=dict)
    figures = models.JSONField(default=list)
    road = models.CharField(max_length=10, choices=Road.choices, blank=True)
    hazards = models.JSONField(default=list)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    point = models.PointField(srid=4326, null=True, spatial_index=False)
    accuracy_m = models.FloatField(null=True)
    voice_sha256 = models.CharField(max_length=64, blank=True)
    voice = models.ForeignKey(MediaFile, models.PROTECT, null=True, related_name="+")
    voice_at = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    code = models.CharField(max_length=6)

    class Meta:
        ordering = ["-received_at", "pk"]
        constraints = [
            one_of_each("scene_scenereport_one_of_each"),
            models.CheckConstraint(
                name="scene_scenereport_says_something",
                condition=~Q(counts={})
                | ~Q(road="")
                | ~Q(hazards=[])
                | ~Q(text="")
                | ~Q(voice_sha256=""),
            ),
            models.CheckConstraint(
                name="scene_scenereport_road_known",
                condition=Q(road__in=["", "open", "difficult", "blocked"]),
            ),
            models.CheckConstraint(name="scene_scenereport_coded", condition=~Q(code="")),
            models.CheckConstraint(
                name="scene_scenereport_voice_dated",
                condition=Q(voice__isnull=True) | Q(voice_at__isnull=False),
            ),
        ]
        indexes = [
            # The incident's panel: the latest first.
            models.Index(fields=["incident", "-received_at"], name="scene_scenereport_of"),
            # Found by what was read over the radio.
            models.Index(fields=["code"], name="scene_scenereport_code"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.code}"
