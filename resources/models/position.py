"""Where teams are: telemetry, not facts."""

from django.db import models
from django.db.models import Q

from resources.models.team import Team


class Position(models.Model):
    """The last known position of a team, WGS 84 degrees. Node-local, not in the journal."""

    team = models.OneToOneField(Team, models.PROTECT, primary_key=True, related_name="position")
    lat = models.FloatField()
    lon = models.FloatField()
    heading_deg = models.FloatField(null=True)
    observed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="resources_position_on_earth",
                condition=Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.lat:.5f} {self.lon:.5f}"
