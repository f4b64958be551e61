"""Telling where the teams of an exercise are."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from command.core.doors import door
from command.core.models import Person
from resources import positions as telemetry

# Team, latitude and longitude in WGS 84 degrees, and when.
Whereabouts = tuple[UUID, float, float, datetime]


@door
def record_positions(*, actor: Person | None, positions: Sequence[Whereabouts]) -> int:
    """Record where some teams are, as their phones would; return how many were news.

    Positions are telemetry and have no door of their own: this one is for the player.
    """
    return telemetry.record(
        telemetry.Fix(team_id=team, lat=lat, lon=lon, observed_at=at)
        for team, lat, lon, at in positions
    )
