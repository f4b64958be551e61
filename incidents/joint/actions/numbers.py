"""Giving out the numbers of operations, notifications, consultations and decisions."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from command.core import authority
from incidents.models import Counter

CHINA = ZoneInfo("Asia/Shanghai")


def operation_number(at: datetime, exercise_id: UUID | None) -> str:
    """Return the next ``JO-<authority>-<year>-<nnn>``; the counter is held until commit."""
    prefix = f"JO-{authority.current()}-{at.astimezone(CHINA):%Y}"
    key = f"{prefix}@{exercise_id}" if exercise_id else prefix
    return f"{prefix}-{_next(key):03}"


def number_in(incident_id: UUID, letters: str) -> str:
    """Return the next ``<letters>-<nn>`` in an incident; of one's own for each authority."""
    acting = authority.current()
    return f"{letters}-{acting[2:4]}-{_next(f'{letters}@{incident_id}'):02}"


def _next(key: str) -> int:
    origin = authority.current()
    Counter.objects.get_or_create(origin=origin, prefix=key)
    counter = Counter.objects.select_for_update().get(origin=origin, prefix=key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
