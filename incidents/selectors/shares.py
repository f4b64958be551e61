"""With whom incidents are shared at this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from command.core.models import Share
from command.core.times import running


@dataclass(frozen=True, slots=True)
class Sight:
    """An authority that sees a room by shares, until when (nothing: as long as it lasts)."""

    authority: str
    until: datetime | None
    reason: str


def sights(room: str) -> list[Sight]:
    """Return who sees a room by a share that runs, and until when. One query."""
    last = F("ends_at").desc(nulls_first=True)
    rows = Share.objects.filter(running(), room=room)
    found = rows.order_by("grantee_id", last).distinct("grantee_id")
    return [Sight(row.grantee_id, row.ends_at, row.reason) for row in found]


def shared_with(rooms: Iterable[str]) -> dict[str, list[str]]:
    """Return the cities that see each room by a share that has not expired. One query."""
    rows = Share.objects.filter(running(), room__in=list(rooms))
    found: dict[str, list[str]] = {}
    for room, city in rows.order_by("grantee").values_list("room_id", "grantee_id").distinct():
        found.setdefault(room, []).append(city)
    return found
