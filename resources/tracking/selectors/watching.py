"""Who came into a zone or left it, who has fallen silent and who is heard again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from resources.tracking.limits import Limits
from resources.tracking.models import ZoneCategory

# A team is judged by its newest position only: what came late moves nothing. The scene is
# a zone with the incident's own key. Inside is inside; outside is only who is out by more
# than the margin and by more than the position may be wrong.
CROSSINGS = """
WITH news AS MATERIALIZED (
  SELECT signal.subject, signal.at, coalesce(signal.accuracy, 0) AS accuracy,
         ST_SetSRID(ST_MakePoint(signal.lon, signal.lat), 4326)::geography AS place,
         incident.id AS incident, incident.point::geography AS scene
  FROM tracking_signal AS signal
  JOIN resources_teamstate AS state ON state.team_id = signal.subject
  JOIN resources_deployment AS deployment ON deployment.id = state.deployment_id
  JOIN incidents_incident AS incident ON incident.id = deployment.incident_id
  WHERE signal.subject = ANY(%(subjects)s) AND deployment.period @> signal.at
), zones AS (
  SELECT news.*, feature.id AS zone, drawn.label, drawn.category, category.margin_m,
         ST_Distance(drawn.shape, news.place) AS metres
  FROM news
  JOIN plotting_feature AS feature ON feature.incident_id = news.incident
  JOIN plotting_featurestate AS drawn ON drawn.feature_id = feature.id
  JOIN unnest(%(codes)s::text[], %(margins)s::int[]) AS category (code, margin_m)
    ON category.code = drawn.category
  WHERE NOT drawn.removed AND GeometryType(drawn.shape::geometry) LIKE '%%POLYGON'
    AND (drawn.expires_at IS NULL OR drawn.expires_at > news.at)
  UNION ALL
  SELECT news.*, incident, '', '', %(margin)s,
         greatest(0, ST_Distance(scene, place) - %(radius)s)
  FROM news WHERE scene IS NOT NULL AND %(radius)s > 0
)
SELECT zones.subject, zones.incident, zones.zone, zones.label, zones.category, zones.at,
       metres = 0 AS inside
FROM zones
LEFT JOIN tracking_presence AS presence
  ON presence.team_id = zones.subject AND presence.zone = zones.zone
WHERE (metres = 0 AND presence.id IS NULL)
   OR (metres > margin_m + accuracy AND presence.id IS NOT NULL)
ORDER BY zones.incident, zones.at, zones.subject, zones.zone
"""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A team that came into a zone (``inside``) or left it."""

    team: UUID
    incident: UUID
    zone: UUID
    label: str
    category: str
    at: datetime
    inside: bool


def crossings(
    subjects: list[UUID], limits: Limits, categories: list[ZoneCategory]
) -> list[Crossing]:
    """Return what the newest positions of some teams changed. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            CROSSINGS,
            {
                "subjects": subjects,
                "codes": [row.code for row in categories],
                "margins": [row.margin_m for row in categories],
                "radius": limits.scene_radius,
                "margin": limits.scene_margin,
            },
        )
        return [Crossing(*row) for row in cursor.fetchall()]
