"""Where teams are: a batch writer, and nothing else.

Positions are telemetry, not facts: there is a last value for each team, no
journal, and no door. What is older than what is known is ignored.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import is_aware, now
from django.utils.translation import gettext as _

from command.core import realtime
from command.core.errors import Invalid, NotPermitted
from command.core.models import Person
from command.core.regions import city_of
from resources.selectors import team_of

# A phone's clock may be a little fast; what is further ahead would block the truth.
AHEAD = timedelta(minutes=2)

WRITE = """
WITH fresh AS (
  INSERT INTO resources_position AS known (team_id, lat, lon, heading_deg, observed_at)
  SELECT team.id, given.lat, given.lon, given.heading, given.at
  FROM unnest(%s::uuid[], %s::float8[], %s::float8[], %s::float8[], %s::timestamptz[])
       AS given (team, lat, lon, heading, at)
  JOIN resources_team AS team ON team.id = given.team
  ORDER BY team.id
  ON CONFLICT (team_id) DO UPDATE
    SET lat = EXCLUDED.lat, lon = EXCLUDED.lon,
        heading_deg = EXCLUDED.heading_deg, observed_at = EXCLUDED.observed_at
    WHERE known.observed_at < EXCLUDED.observed_at
  RETURNING team_id, lat, lon, heading_deg, observed_at
)
SELECT fresh.*, team.region_id, state.status
FROM fresh
JOIN resources_team AS team ON team.id = fresh.team_id
JOIN resources_teamstate AS state ON state.team_id = fresh.team_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One position of one team: WGS 84 degrees, heading in degrees from north."""

    team_id: UUID
    lat: float
    lon: float
    observed_at: datetime
    heading_deg: float | None = None


def record(batch: Iterable[Fix]) -> int:
    """Write the newest positions of a batch; return how many were news. One query.

    Unknown teams are passed over. Raises ``Invalid`` and writes nothing when one
    position cannot be.
    """
    newest: dict[UUID, Fix] = {}
    for fix in batch:
        _check(fix)
        known = newest.get(fix.team_id)
        if known is None or known.observed_at < fix.observed_at:
            newest[fix.team_id] = fix
    if not newest:
        return 0
    fixes = list(newest.values())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            [
                [fix.team_id for fix in fixes],
                [float(fix.lat) for fix in fixes],
                [float(fix.lon) for fix in fixes],
                [None if fix.heading_deg is None else float(fix.heading_deg) for fix in fixes],
                [fix.observed_at for fix in fixes],
            ],
        )
        written = cursor.fetchall()
        units: dict[str, list[realtime.Unit]] = defaultdict(list)
        for team, lat, lon, heading, at, region, status in written:
            unit = (str(team), lat, lon, heading, int(at.timestamp() * 1000), status)
            units[city_of(region)].append(unit)
        transaction.on_commit(lambda: _pass_on(units), robust=True)
    return len(written)


def report(person: Person, fixes: Iterable[Mapping[str, Any]]) -> int:
    """Write where the own team of ``person`` was; return how many were news.

    Raises ``NotPermitted`` when they are in no team, and ``Invalid``.
    """
    team = team_of(person)
    if team is None:
        raise NotPermitted(_("Only a member of a team reports where it is."))
    return record(Fix(team_id=team.pk, **fix) for fix in fixes)


def _pass_on(units: dict[str, list[realtime.Unit]]) -> None:
    for city, moved in units.items():
        realtime.publish_positions(city, moved)


def _check(fix: Fix) -> None:
    # NaN fails every comparison, so it fails these.
    if not (-90 <= fix.lat <= 90 and -180 <= fix.lon <= 180):
        raise Invalid(_("This is no place on earth."), team=str(fix.team_id))
    heading = fix.heading_deg
    if heading is not None and not (math.isfinite(heading) and 0 <= heading <= 360):
        raise Invalid(_("A heading lies between 0 and 360 degrees."), team=str(fix.team_id))
    if not is_aware(fix.observed_at) or fix.observed_at > now() + AHEAD:
        raise Invalid(_("A position has a time that has passed."), team=str(fix.team_id))
