"""Where a team was: all of it to its own city, the time at an incident to the others."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils.timezone import now

from command.core.models import Person
from command.core.policies import rooms_visible_to, scopes_of
from command.core.regions import covers
from resources import selectors
from resources.lifecycle import ENDED
from resources.models import Deployment, TeamMember
from resources.tracking.limits import Limits

MOST = 2000  # points of one answer
LONGEST = timedelta(days=3)

# More points than wanted are thinned evenly; the last always stays.
POINTS = """
WITH found AS (
  SELECT at, lat, lon, accuracy, speed, heading,
         flagged OR coalesce(accuracy, 0) > %(accuracy)s AS flagged,
         row_number() OVER (ORDER BY at DESC) - 1 AS place, count(*) OVER () AS total
  FROM tracking_track
  WHERE subject = %(subject)s AND at >= %(since)s AND at <= %(until)s
    AND (%(all)s OR at <@ ANY(%(windows)s::tstzrange[]))
)
SELECT at, lat, lon, accuracy, speed, heading, flagged, total FROM found
WHERE place %% greatest(1, ceil(total / %(most)s::float8)::bigint) = 0
ORDER BY at
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPoint:
    """One reported position: accuracy in metres, speed in km/h.

    ``flagged``: not believed, for a jump that nobody makes or for being too rough a guess.
    """

    at: str
    lat: float
    lon: float
    accuracy: float | None
    speed: float | None
    heading: float | None
    flagged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """The track of a team in a span of time: ``total`` points, of which ``points`` are shown.

    ``whole`` is false for those who see only what lies within its work at their incidents.
    """

    id: str
    name: str
    since: str
    until: str
    whole: bool
    total: int
    points: list[TrailPoint]
    origin: str
    exercise: bool
    at: str


def trail_of(
    team_id: UUID, person: Person, since: datetime, until: datetime | None = None
) -> Trail:
    """Return where a team was. Raises ``NotThere`` when hidden or missing. Few queries."""
    team = selectors.team_card_of(team_id, person)
    at = now()
    until = min(until or at, at)
    since = max(since, until - LONGEST)
    whole = any(covers(scope, team.region) for scope in scopes_of(person)) or _is_member(
        team_id, person
    )
    windows = [] if whole else _windows(team_id, person)
    accuracy = Limits.of(team.origin).accuracy
    rows = _points(team_id, since, until, accuracy, None if whole else windows)
    points = [
        TrailPoint(
            at=row[0].isoformat(),
            lat=row[1],
            lon=row[2],
            accuracy=row[3],
            speed=None if row[4] is None else round(row[4] * 3.6, 1),
            heading=row[5],
            flagged=row[6],
        )
        for row in rows
    ]
    return Trail(
        id=team.id,
        name=team.name,
        since=since.isoformat(),
        until=until.isoformat(),
        whole=whole,
        total=rows[0][7] if rows else 0,
        points=points,
        origin=team.origin,
        exercise=team.exercise,
        at=at.isoformat(),
    )


def _points(
    subject: UUID, since: datetime, until: datetime, accuracy: int, windows: list[str] | None
) -> list[tuple[datetime, float, float, float | None, float | None, float | None, bool, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            POINTS,
            {
                "subject": subject,
                "since": since,
                "until": until,
                "accuracy": accuracy,
                "all": windows is None,
                "windows": windows or [],
                "most": MOST,
            },
        )
        return list(cursor.fetchall())


def _is_member(team_id: UUID, person: Person) -> bool:
    return TeamMember.objects.filter(team=team_id, person=person, left_at=None).exists()


def _windows(team_id: UUID, person: Person) -> list[str]:
    """Return when the team has served incidents that the person sees, and serves yet."""
    rows = Deployment.objects.filter(
        team=team_id, incident__room__in=rooms_visible_to(person)
    ).exclude(state__status__in=ENDED)
    return [
        f"[{period.lower.isoformat()},{period.upper.isoformat() if period.upper else ''})"
        for period in rows.values_list("period", flat=True)
        if not period.isempty
    ]
