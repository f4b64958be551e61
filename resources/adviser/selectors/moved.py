"""Whether stocks and teams have moved since an advice was asked for."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from resources.adviser.models import Advice
from resources.models import AssetState, Need, Stock, TeamState


def has_moved(advice: Advice) -> bool:
    """Return whether anything that was looked at, or any need, changed since. Few queries."""
    asked = datetime.fromisoformat(advice.question["at"])
    keys: dict[str, list[UUID]] = {}
    for each in advice.question["candidates"]:
        kind, _dot, key = each["key"].partition(".")
        keys.setdefault(kind, []).append(UUID(key))
    for rows in (
        TeamState.objects.filter(team__in=keys.get("team", ())),
        AssetState.objects.filter(asset__in=keys.get("asset", ())),
        Stock.objects.filter(pk__in=keys.get("stock", ())),
    ):
        last = rows.aggregate(last=Max("updated_at"))["last"]
        if last is not None and last > asked:
            return True
    needs = Need.objects.filter(incident=advice.incident_id)
    return (
        needs.filter(stated_at__gt=asked).exists() or needs.filter(closed_at__gt=asked).exists()
    )
