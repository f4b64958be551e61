"""What was measured at a past moment. By the time of the reading itself: it has no other."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from command.core.models import Person
from incidents.monitoring.lifecycle import PATIENCE, AlarmStatus, Stage
from incidents.monitoring.models import AlarmState, Datastream
from incidents.monitoring.selectors.alarms import alarms_visible_to
from incidents.monitoring.selectors.reading import REACH, RECENT

BACK = timedelta(days=3)  # a stream that was silent before that had been lost
# The day's parts outside of the bounds are not opened.
NEWEST = """
SELECT stream.id, last.observed_at, last.value
  FROM unnest(%(streams)s::uuid[]) AS stream (id)
 CROSS JOIN LATERAL (
   SELECT observed_at, value FROM monitoring_reading
    WHERE datastream_id = stream.id AND observed_at > %(since)s AND observed_at <= %(at)s
    ORDER BY observed_at DESC LIMIT 1) AS last
"""
BEFORE = """
SELECT stream.id, array_agg(last.value ORDER BY last.observed_at)
  FROM unnest(%(streams)s::uuid[]) AS stream (id)
 CROSS JOIN LATERAL (
   SELECT observed_at, value FROM monitoring_reading
    WHERE datastream_id = stream.id AND value IS NOT NULL
      AND observed_at > %(since)s AND observed_at <= %(at)s
    ORDER BY observed_at DESC LIMIT %(most)s) AS last
 GROUP BY 1
"""


def stand_then(streams: Iterable[Datastream], at: datetime) -> list[Datastream]:
    """Return the streams with the state of a moment in place of the present. One query.

    Nothing of it is saved. The stage is what the value says against the stages of today.
    """
    found = list(streams)
    later = [s.pk for s in found if s.state.observed_at and s.state.observed_at > at]
    known: dict[UUID, tuple[datetime, float | None]] = {}
    if later:
        with connection.cursor() as cursor:
            cursor.execute(NEWEST, {"streams": later, "since": at - BACK, "at": at})
            known = {key: (seen, value) for key, seen, value in cursor.fetchall()}
    for stream in found:
        if stream.pk in later:
            seen, value = known.get(stream.pk, (None, None))
            stream.state.observed_at, stream.state.value = seen, value
        stream.state.stage = _stage(stream, at)
    return [stream for stream in found if stream.state.observed_at]


def values_before(streams: Collection[Datastream], at: datetime) -> dict[UUID, list[float]]:
    """Return the last values of streams up to a moment, from old to new. One query."""
    if not streams:
        return {}
    longest = max(stream.interval_s for stream in streams)
    asked: dict[str, Any] = {
        "streams": [stream.pk for stream in streams],
        "since": at - timedelta(seconds=REACH * RECENT * longest),
        "at": at,
        "most": RECENT,
    }
    with connection.cursor() as cursor:
        cursor.execute(BEFORE, asked)
        return dict(cursor.fetchall())


def alarms_that_were(
    person: Person, at: datetime, also: Collection[str], *, known: bool
) -> list[AlarmState]:
    """Return the alarms that had been raised and are not over, and those of ``also``.

    With ``known`` those of which the system knew. They are as they are now: what has become
    of them since is for the caller to take back. One query.
    """
    raised = Coalesce("alarm__told_at", "alarm__raised_at") if known else F("alarm__raised_at")
    rows = alarms_visible_to(person).annotate(since=raised).filter(since__lte=at)
    rows = rows.filter(~Q(status=AlarmStatus.CLEARED) | Q(pk__in=list(also)))
    return list(rows.order_by("alarm__raised_at", "pk"))


def _stage(stream: Datastream, at: datetime) -> Stage:
    state = stream.state
    patience = timedelta(seconds=PATIENCE * stream.interval_s)
    if state.observed_at is None or at - state.observed_at > patience:
        return Stage.LOST
    for limit, stage in (
        (stream.guarantee, Stage.GUARANTEE),
        (stream.warning, Stage.WARNING),
    ):
        if limit is not None and state.value is not None and state.value >= limit:
            return stage
    return Stage.NORMAL
