"""Writing positions: track, last word and place on the map, in one statement.

Newest first, whatever the order: what is older than the last word goes into the track and
moves nothing. What is imprecise, or came too far too fast, goes into the track and moves
nothing either; the next that agrees with a strange one is believed.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection
from django.utils.timezone import now

from resources.positions import Fix, Moved
from resources.tracking.limits import Limits

SLACK = 500.0  # metres by which two positions of a resting thing may differ
KMH = 3.6

WRITE = """
WITH given AS (
  SELECT * FROM unnest(
    %(subject)s::uuid[], %(at)s::timestamptz[], %(lat)s::float8[], %(lon)s::float8[],
    %(heading)s::float8[], %(accuracy)s::float8[], %(speed)s::float8[], %(battery)s::float8[]
  ) AS given (subject, at, lat, lon, heading, accuracy, speed, battery)
), judged AS (
  SELECT given.*, team.id IS NOT NULL AS is_team,
    coalesce(team.exercise_id, asset.exercise_id) AS exercise_id,
    -- The clock of an exercise runs at a pace of its own: nothing there is too fast.
    coalesce(team.exercise_id, asset.exercise_id) IS NULL AND coalesce(
      tracking_metres(known.lat, known.lon, given.lat, given.lon) > %(slack)s
        + %(mps)s * abs(extract(epoch FROM given.at - known.at))
      AND coalesce(
        tracking_metres(known.odd_lat, known.odd_lon, given.lat, given.lon) > %(slack)s
          + %(mps)s * abs(extract(epoch FROM given.at - known.odd_at)), true),
      false) AS flagged
  FROM given
  LEFT JOIN resources_team AS team ON team.id = given.subject
  LEFT JOIN resources_asset AS asset ON asset.id = given.subject
  LEFT JOIN tracking_signal AS known ON known.subject = given.subject
  WHERE team.id IS NOT NULL OR asset.id IS NOT NULL
), kept AS (
  INSERT INTO tracking_track
    (subject, at, exercise_id, lat, lon, heading, accuracy, speed, battery, flagged)
  SELECT subject, at, exercise_id, lat, lon, heading, accuracy, speed, battery, flagged
  FROM judged WHERE at > %(oldest)s ORDER BY subject, at
  ON CONFLICT DO NOTHING
), newest AS (
  SELECT DISTINCT ON (subject) * FROM judged
  WHERE NOT flagged AND coalesce(accuracy, 0) <= %(accuracy_m)s
  ORDER BY subject, at DESC
), odd AS (
  UPDATE tracking_signal AS known
  SET odd_at = strange.at, odd_lat = strange.lat, odd_lon = strange.lon
  FROM (SELECT DISTINCT ON (subject) * FROM judged WHERE flagged
        ORDER BY subject, at DESC) AS strange
  WHERE known.subject = strange.subject AND known.at < strange.at
    AND known.subject NOT IN (SELECT subject FROM newest)
), moved AS (
  INSERT INTO tracking_signal AS known
    (subject, is_team, exercise_id, at, received_at,
     lat, lon, heading, accuracy, speed, battery)
  SELECT subject, is_team, exercise_id, at, %(now)s,
         lat, lon, heading, accuracy, speed, battery
  FROM newest ORDER BY subject
  ON CONFLICT (subject) DO UPDATE
    SET at = EXCLUDED.at, received_at = EXCLUDED.received_at, lat = EXCLUDED.lat,
        lon = EXCLUDED.lon, heading = EXCLUDED.heading, accuracy = EXCLUDED.accuracy,
        speed = EXCLUDED.speed, battery = EXCLUDED.battery,
        odd_at = NULL, odd_lat = NULL, odd_lon = NULL
    WHERE known.at < EXCLUDED.at
  RETURNING subject, is_team, at, lat, lon, heading
), placed AS (
  INSERT INTO resources_position AS known (team_id, lat, lon, heading_deg, observed_at)
  SELECT subject, lat, lon, heading, at FROM moved WHERE is_team ORDER BY subject
  ON CONFLICT (team_id) DO UPDATE
    SET lat = EXCLUDED.lat, lon = EXCLUDED.lon,
        heading_deg = EXCLUDED.heading_deg, observed_at = EXCLUDED.observed_at
    WHERE known.observed_at < EXCLUDED.observed_at
)
SELECT moved.subject, moved.lat, moved.lon, moved.heading, moved.at,
       team.region_id, state.status
FROM moved
LEFT JOIN resources_team AS team ON team.id = moved.subject
LEFT JOIN resources_teamstate AS state ON state.team_id = team.id
"""


def write(fixes: Sequence[Fix]) -> list[Moved]:
    """Keep checked positions; return what moved. One statement, after one for the limits."""
    limits, at = Limits.of(), now()
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            {
                "subject": [fix.subject for fix in fixes],
                "at": [fix.observed_at for fix in fixes],
                "lat": [float(fix.lat) for fix in fixes],
                "lon": [float(fix.lon) for fix in fixes],
                "heading": [_real(fix.heading_deg) for fix in fixes],
                "accuracy": [_real(fix.accuracy_m) for fix in fixes],
                "speed": [_real(fix.speed_mps) for fix in fixes],
                "battery": [_real(fix.battery) for fix in fixes],
                "slack": SLACK,
                "mps": limits.top_speed / KMH,
                "accuracy_m": limits.accuracy,
                "now": at,
                "oldest": at - timedelta(days=limits.kept_days),
            },
        )
        return [Moved(*row) for row in cursor.fetchall()]


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)
