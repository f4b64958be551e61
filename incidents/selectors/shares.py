"""With whom incidents are shared at this moment."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.timezone import now

from command.core.models import Share


def shared_with(rooms: Iterable[str]) -> dict[str, list[str]]:
    """Return the cities that see each room by a share that has not expired. One query."""
    at = now()
    live = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    rows = Share.objects.filter(live, room__in=list(rooms), starts_at__lte=at)
    found: dict[str, list[str]] = {}
    for room, city in rows.order_by("grantee").values_list("room_id", "grantee_id").distinct():
        found.setdefault(room, []).append(city)
    return found
