"""Where teams were at a past moment. By the time of the position itself: it has no other."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from resources.tracking.limits import Limits

BACK = timedelta(days=3)  # whoever was heard before that has no place any more

PLACES = """
SELECT wanted.subject, last.at, last.lat, last.lon, last.heading
  FROM unnest(%(subjects)s::uuid[]) AS wanted (subject)
 CROSS JOIN LATERAL (
   SELECT at, lat, lon, heading FROM tracking_track
    WHERE subject = wanted.subject AND at <= %(at)s AND at > %(since)s
      AND NOT flagged AND coalesce(accuracy, 0) <= %(accuracy)s
    ORDER BY at DESC LIMIT 1) AS last
"""
MOVES = """
SELECT subject, at, lat, lon, heading FROM tracking_track
 WHERE subject = ANY(%(subjects)s::uuid[]) AND at > %(at)s AND at < %(until)s
   AND NOT flagged AND coalesce(accuracy, 0) <= %(accuracy)s
 ORDER BY at
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A reported position that was believed; WGS 84 degrees."""

    subject: UUID
    at: datetime
    lat: float
    lon: float
    heading: float | None


def places_at(subjects: Collection[UUID], at: datetime) -> dict[UUID, Place]:
    """Return the last position of each subject up to a moment. Two queries, none for none."""
    if not subjects:
        return {}
    asked = {"since": at - BACK, "at": at}
    return {place.subject: place for place in _read(PLACES, subjects, asked)}


def moves_within(subjects: Collection[UUID], at: datetime, until: datetime) -> list[Place]:
    """Return the positions after a moment and before another. Two queries, none for none."""
    return _read(MOVES, subjects, {"at": at, "until": until}) if subjects else []


def _read(query: str, subjects: Collection[UUID], asked: dict[str, datetime]) -> list[Place]:
    accuracy = Limits.of().accuracy
    with connection.cursor() as cursor:
        cursor.execute(query, {**asked, "subjects": list(subjects), "accuracy": accuracy})
        return [Place(*row) for row in cursor.fetchall()]
