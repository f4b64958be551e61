"""Giving out human numbers."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from command.core import authority, regions
from incidents.models import Counter

CHINA = ZoneInfo("Asia/Shanghai")


def next_number(region: str, occurred_at: datetime, exercise_id: UUID | None) -> str:
    """Return the next ``EVT-<region>-<yyyymmdd>-<nnn>``; the counter is held until commit.

    The day is that of China. An authority to which the territory does not belong
    puts its own code before the count, so that two never give the same number.
    An exercise counts for itself.
    """
    origin = authority.current()
    prefix = f"EVT-{region}-{occurred_at.astimezone(CHINA):%Y%m%d}"
    if origin != regions.city_of(region):
        prefix = f"{prefix}-{origin}"
    key = f"{prefix}@{exercise_id}" if exercise_id else prefix
    Counter.objects.get_or_create(origin=origin, prefix=key)
    counter = Counter.objects.select_for_update().get(origin=origin, prefix=key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}-{counter.last:03}"
