"""Giving out the numbers of calls for help."""

from datetime import datetime
from uuid import UUID

from command.core import authority
from incidents.actions.numbers import CHINA
from incidents.models import Counter


def next_number(city: str, at: datetime, exercise_id: UUID | None) -> str:
    """Return the next ``SOS-<city>-<yyyymmdd>-<nnn>``; the counter is held until commit.

    An exercise counts for itself.
    """
    origin = authority.current()
    prefix = f"SOS-{city}-{at.astimezone(CHINA):%Y%m%d}"
    key = f"{prefix}@{exercise_id}" if exercise_id else prefix
    Counter.objects.get_or_create(origin=origin, prefix=key)
    counter = Counter.objects.select_for_update().get(origin=origin, prefix=key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}-{counter.last:03}"
