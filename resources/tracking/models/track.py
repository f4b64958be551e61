"""Where things are and were. Telemetry: node-local, no journal, written by ``store``."""

from typing import Any

from django.db import models
from django.db.models import Q

from incidents.models import Incident
from resources.models import Team

UNCHECKED: dict[str, Any] = {
    "null": True,
    "db_constraint": False,
    "db_index": False,
    "related_name": "+",
}


class Track(models.Model):
    """One reported position of a team or an asset (``subject``), WGS 84 degrees.

    Partitioned by day: the migration makes the table, ``keep_partitions`` its parts. A part
    that is older than the rule says is dropped as a whole. ``flagged``: it would have had
    to be faster than anything drives. No foreign key is checked: this is written often.
    """

    pk = models.CompositePrimaryKey("subject", "at")
    subject = models.UUIDField()
    at = models.DateTimeField()
    exercise = models.ForeignKey("core.Exercise", models.PROTECT, editable=False, **UNCHECKED)
    lat = models.FloatField()
    lon = models.FloatField()
    heading = models.FloatField(null=True)
    accuracy = models.FloatField(null=True)
    speed = models.FloatField(null=True)
    battery = models.FloatField(null=True)
    flagged = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.subject} {self.at}"


class Signal(models.Model):
    """The last word of a team or an asset, whole; a team's place stands in Position too.

    ``odd_…`` is the last one that came too far too fast: the next that agrees with it is
    believed. ``judged_at``: the position up to which zones have been looked at.
    ``lost_since``: the position after which it was told to be lost.
    """

    subject = models.UUIDField(primary_key=True)
    is_team = models.BooleanField()
    exercise = models.ForeignKey("core.Exercise", models.PROTECT, editable=False, **UNCHECKED)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    lat = models.FloatField()
    lon = models.FloatField()
    heading = models.FloatField(null=True)
    accuracy = models.FloatField(null=True)
    speed = models.FloatField(null=True)
    battery = models.FloatField(null=True)
    odd_at = models.DateTimeField(null=True)
    odd_lat = models.FloatField(null=True)
    odd_lon = models.FloatField(null=True)
    judged_at = models.DateTimeField(null=True)
    lost_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tracking_signal_on_earth",
                condition=Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.lat:.5f} {self.lon:.5f}"


class Presence(models.Model):
    """A team is in a zone: a drawn feature, or the scene by the incident's key. Node-local."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    zone = models.UUIDField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "zone"], name="tracking_presence_once")
        ]

    def __str__(self) -> str:
        return f"{self.team_id} in {self.zone}"
