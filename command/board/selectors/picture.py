"""The picture of a past moment, folded from the journal: what was so, or what was known.

Every entry carries the full new view of what it touched; the last view of each thing up
to the moment is what stood then. Forces and sensors are in ``stood`` and ``past``.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.db.models import Exists, Min, OuterRef, Q

from command.board.selectors.sight import Sight
from command.core.models import Entry
from incidents.lifecycle import ENDED
from incidents.models import Incident, Observation
from incidents.selectors.totals import summed

View = dict[str, Any]
KNOWN, OCCURRED = "known", "occurred"
COLUMN = {KNOWN: "recorded_at", OCCURRED: "occurred_at"}
KINDS = (
    "incident", "task", "deployment", "figure", "alarm", "proposal", "request", "command_offer",
)  # fmt: skip
# First the number of the entry that holds the last view of each thing, then the views:
# so that the sort carries keys and not the views. A figure that came in late brings the
# whole view of its incident as it was then; by the time of what happened that view is no
# witness, and the figure itself is.
LAST_VIEWS = """
    SELECT last.ref, e.changed -> last.ref, e.room_id
      FROM (SELECT DISTINCT ON (ref) ref, entry.id
              FROM core_entry entry, LATERAL jsonb_object_keys(entry.changed) AS ref
             WHERE entry.room_id = ANY(%(rooms)s) AND entry.{column} <= %(at)s
               AND split_part(ref, '.', 1) = ANY(%(kinds)s)
               AND NOT (%(by_occurred)s AND ref LIKE 'incident.%%'
                        AND entry.kind LIKE 'figure.%%')
             ORDER BY ref, entry.{column} DESC, entry.recorded_at DESC, entry.seq DESC) last
      JOIN core_entry e ON e.id = last.id
     WHERE jsonb_typeof(e.changed -> last.ref) = 'object'
"""
# The last views of certain things, in the rooms where they can have been told.
BEFORE = """
    SELECT last.ref, e.changed -> last.ref
      FROM (SELECT DISTINCT ON (ref) ref, entry.id
              FROM core_entry entry, LATERAL jsonb_object_keys(entry.changed) AS ref
             WHERE entry.room_id = ANY(%(rooms)s) AND entry.{column} <= %(at)s
               AND entry.recorded_at >= %(since)s AND {only}
               AND ref = ANY(%(refs)s)
             ORDER BY ref, entry.{column} DESC, entry.recorded_at DESC, entry.seq DESC) last
      JOIN core_entry e ON e.id = last.id
     WHERE jsonb_typeof(e.changed -> last.ref) = 'object'
"""
# What has been told of since, with the kind of the first fact.
TOUCHED = """
    SELECT ref, (array_agg(entry.kind ORDER BY entry.recorded_at, entry.seq))[1]
      FROM core_entry entry, LATERAL jsonb_object_keys(entry.changed) AS ref
     WHERE entry.recorded_at > %(at)s AND {only}
       AND split_part(ref, '.', 1) = ANY(%(kinds)s)
     GROUP BY ref
"""
EVER = datetime(2000, 1, 1, tzinfo=UTC)
LAST_WORDS = """
    SELECT room_id, max({column}) FROM core_entry
     WHERE room_id = ANY(%(rooms)s) AND {column} <= %(at)s GROUP BY room_id
"""


@dataclass(frozen=True)
class Picture:
    """What stood at a moment: things by kind, each as its view was then."""

    at: datetime
    by: str
    rooms: tuple[str, ...]
    things: Mapping[str, tuple[View, ...]]
    heard: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def incidents(self) -> list[View]:
        """The incidents that were running."""
        return [view for view in self.things["incident"] if view["status"] not in ENDED]

    def of(self, kind: str, incident: str) -> list[View]:
        """Return the things of a kind that belonged to an incident."""
        return [view for view in self.things[kind] if view.get("incident") == incident]


def picture(sight: Sight, at: datetime, by: str) -> Picture:
    """Return the picture at a moment, of the rooms that the person sees now. Three queries.

    Left out are incidents that had ended before: the picture costs what was then at work.
    """
    column = COLUMN[by]
    later = Entry.objects.filter(room=OuterRef("room"), recorded_at__gt=at)
    standing = Incident.objects.filter(room__in=sight.rooms).filter(
        ~Q(state__status__in=ENDED) | Exists(later)
    )
    rooms = tuple(standing.values_list("room_id", flat=True))
    asked: dict[str, Any] = {
        "rooms": list(rooms),
        "at": at,
        "kinds": list(KINDS),
        "by_occurred": by == OCCURRED,
    }
    with connection.cursor() as cursor:
        cursor.execute(LAST_VIEWS.format(column=column), asked)
        rows = cursor.fetchall()
        cursor.execute(LAST_WORDS.format(column=column), asked)
        heard = dict(cursor.fetchall())
    things: dict[str, list[View]] = {kind: [] for kind in KINDS}
    for ref, view, _room in rows:
        things[ref.split(".")[0]].append(_loaded(view))
    if by == OCCURRED:
        things["incident"] = [_recounted(view, things["figure"]) for view in things["incident"]]
    told = {kind: tuple(views) for kind, views in things.items()}
    return Picture(at=at, by=by, rooms=rooms, things=told, heard=heard)


def views_before(
    refs: Collection[str],
    rooms: Iterable[str],
    at: datetime,
    by: str,
    *,
    since: datetime = EVER,
    only: str = "true",
) -> dict[str, View]:
    """Return the last view of each of ``refs`` up to the moment. One query, none for none.

    ``since``, and ``only`` (SQL about the kind of a fact), spare what cannot hold one.
    """
    if not refs:
        return {}
    asked: dict[str, Any] = {"refs": list(refs), "rooms": list(rooms), "at": at}
    asked["since"] = since
    with connection.cursor() as cursor:
        cursor.execute(BEFORE.format(column=COLUMN[by], only=only), asked)
        return {ref: _loaded(view) for ref, view in cursor.fetchall()}


def touched_since(
    at: datetime, kinds: Collection[str], *, only: str = "true"
) -> dict[str, str]:
    """Return the things of some kinds that were told of after a moment, anywhere.

    Each with the kind of the first such fact. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED.format(only=only), {"at": at, "kinds": list(kinds)})
        return dict(cursor.fetchall())


def holds_until(sight: Sight, at: datetime, by: str) -> datetime:
    """Return until when a picture holds: the next fact, or the end of the minute. One query."""
    end = at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    column = COLUMN[by]
    # What happens later is recorded later: the index of the feed finds it.
    later = Entry.objects.filter(room__in=sight.rooms, recorded_at__gt=at)
    later = later.filter(**{f"{column}__gt": at, f"{column}__lt": end})
    found: datetime | None = later.aggregate(next=Min(column))["next"]
    return found or end


def _loaded(view: Any) -> View:
    found: View = orjson.loads(view) if isinstance(view, str) else view
    return found


def _recounted(incident: View, figures: Iterable[View]) -> View:
    """Return the view of an incident with the figures as they were observed by then."""
    mine = [view for view in figures if view["incident"] == incident["id"]]
    return {**incident, "figures": _sums(mine)} if mine else incident


def _sums(figures: Iterable[View]) -> dict[str, Any]:
    newest: dict[tuple[str, str | None], Observation] = {}
    for view in figures:
        row = Observation(
            id=UUID(view["id"]),
            key=view["key"],
            value=Decimal(str(view["value"])),
            unit=view["unit"],
            source=view["source"],
            region_id=view["region"],
            occurred_at=datetime.fromisoformat(view["at"]),
        )
        there = newest.get((row.key, row.region_id))
        if there is None or (there.occurred_at, there.id) < (row.occurred_at, row.id):
            newest[row.key, row.region_id] = row
    return summed(newest.values())
