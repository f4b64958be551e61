"""What is measured, as people may see it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of, within
from incidents.monitoring.lifecycle import OVER
from incidents.monitoring.models import AlarmState, Datastream, Station
from incidents.monitoring.selectors.cards import StationCard, StreamCard

RECENT = 48  # readings on the strip
REACH = 3  # so many times as long as that many readings take
# No further back than where they must lie: days that hold none are not opened, and those
# beyond what any of the streams needs are not even planned for.
LATELY = """
SELECT state.datastream_id, array_agg(last.value ORDER BY last.observed_at)
FROM monitoring_streamstate AS state
JOIN monitoring_datastream AS stream ON stream.id = state.datastream_id
CROSS JOIN LATERAL (
  SELECT observed_at, value FROM monitoring_reading
  WHERE datastream_id = state.datastream_id AND value IS NOT NULL
    AND observed_at BETWEEN %s AND %s
    AND observed_at BETWEEN
      state.observed_at - %s * make_interval(secs => stream.interval_s) AND state.observed_at
  ORDER BY observed_at DESC LIMIT %s
) AS last
WHERE state.datastream_id = ANY(%s::uuid[]) GROUP BY 1
"""


def seen_by(person: Person, prefix: str = "", scopes: frozenset[str] | None = None) -> Q:
    """Return the condition that ``person`` may see a station.

    Those in the territory of a duty; for anybody on duty also those outside the
    four cities, and those of an exercise. ``scopes`` are theirs, where they are known.
    """
    scopes = scopes_of(person) if scopes is None else scopes
    mine = Q(pk__in=[])
    for scope in scopes:
        mine |= within(scope, f"{prefix}region_id")
    if scopes:
        mine |= Q(**{f"{prefix}region__isnull": True})
        mine |= Q(**{f"{prefix}exercise__isnull": False})
    return mine


def stations(person: Person) -> list[StationCard]:
    """Return the stations that ``person`` may see. Two queries."""
    return [StationCard.of(row) for row in Station.objects.filter(seen_by(person))]


def shows_illustrations() -> bool:
    """Return whether there are illustrative stations outside exercises. One query."""
    return Station.objects.filter(illustrative=True, exercise__isnull=True).exists()


def streams(person: Person) -> QuerySet[Datastream]:
    """Return the streams that ``person`` may see."""
    rows = Datastream.objects.select_related("station", "state", "observed")
    return rows.filter(seen_by(person, "station__"))


def strip(person: Person) -> list[StreamCard]:
    """Return every stream that ``person`` may see, alarmed ones first. Four queries."""
    found = cards(streams(person).filter(retired_at__isnull=True))
    return sorted(found, key=lambda c: (c.level or 5, not c.exercise, c.station_code, c.key))


def stream_seen(stream_id: UUID, person: Person) -> Datastream:
    """Return a stream that ``person`` may see. Raises ``NotThere`` otherwise."""
    found = streams(person).filter(pk=stream_id).first()
    if found is None:
        raise NotThere(_("No such stream, or not visible to you."))
    return found


def station_seen(station_id: UUID, person: Person) -> Station:
    """Return a station that ``person`` may see. Raises ``NotThere`` otherwise."""
    found = Station.objects.filter(seen_by(person), pk=station_id).first()
    if found is None:
        raise NotThere(_("No such station, or not visible to you."))
    return found


def stream_there(stream_id: UUID) -> None:
    """Raise ``NotThere`` unless there is such a stream; the door judges who may write to it."""
    if not Datastream.objects.filter(pk=stream_id).exists():
        raise NotThere(_("No such stream, or not visible to you."))


def cards(rows: Iterable[Datastream]) -> list[StreamCard]:
    """Return the cards of streams in their order. Two queries besides their own."""
    found = list(rows)
    ids = [row.id for row in found]
    standing = AlarmState.objects.filter(datastream__in=ids).exclude(status__in=OVER)
    levels = dict(standing.values_list("datastream_id").annotate(Min("level")))
    recent = lately(found)
    return [StreamCard.of(row, levels.get(row.id), recent.get(row.id, [])) for row in found]


def lately(rows: list[Datastream]) -> dict[UUID, list[float]]:
    """Return the last values of streams, from old to new. One query, by the index."""
    newest = {row.id: row.state.observed_at for row in rows if row.state.observed_at}
    if not newest:
        return {}
    longest = timedelta(seconds=max(row.interval_s for row in rows))
    since = min(newest.values()) - REACH * RECENT * longest
    bounds = [since, max(newest.values())]
    with connection.cursor() as cursor:
        cursor.execute(LATELY, [*bounds, REACH * RECENT, RECENT, list(newest)])
        return dict(cursor.fetchall())


def changed_stream(stream_id: UUID) -> dict[str, Any]:
    """Return the card of one stream."""
    return changed_streams([stream_id])


def changed_streams(stream_ids: Iterable[UUID]) -> dict[str, Any]:
    """Return the cards of streams by their refs. Three queries for all."""
    rows = Datastream.objects.select_related("station", "state", "observed").filter(
        pk__in=stream_ids
    )
    return {f"stream.{card.id}": card for card in cards(rows)}
