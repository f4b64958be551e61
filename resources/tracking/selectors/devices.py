"""The trackers that people may see, and what the intakes counted."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet, Sum
from django.utils.timezone import localdate

from command.core.models import Person, Tally
from command.core.policies import scopes_of, within
from resources.tracking.intake.gate import ENTRANCE
from resources.tracking.lifecycle import Why
from resources.tracking.models import Device

DAYS = 7  # of counting that are shown


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of a device: how many taken, when last, and how many refused by reason."""

    taken: int
    seen_at: datetime | None
    refused: tuple[tuple[str, int, datetime], ...]

    @property
    def refused_count(self) -> int:
        """How many were refused, for whatever reason."""
        return sum(count for _why, count, _at in self.refused)


def devices_open_to(person: Person) -> QuerySet[Device]:
    """Return the trackers of the territories where a person is on duty."""
    rows = Device.objects.none()
    for scope in scopes_of(person):
        rows |= Device.objects.filter(within(scope, "team__region_id"))
        rows |= Device.objects.filter(within(scope, "asset__region_id"))
    return rows.select_related("team", "asset")


def counted(device_ids: list[UUID]) -> dict[UUID, Counted]:
    """Return what came of some devices in the last days. One query."""
    found: dict[UUID | None, list[tuple[str, int, datetime]]] = defaultdict(list)
    rows = _lately().filter(sender__in=device_ids)
    sums = rows.values_list("sender", "why").annotate(Sum("count"), Max("last_at"))
    for device, why, count, last in sums.order_by("sender", "why"):
        found[device].append((why, count, last))
    return {device: _counted(rows) for device, rows in found.items() if device}


def strangers() -> tuple[tuple[str, int, datetime], ...]:
    """Return what was refused of nobody known in the last days, by reason. One query."""
    rows = _lately().filter(sender=None).values_list("why")
    found = rows.annotate(Sum("count"), Max("last_at")).order_by("why")
    return tuple((str(Why(why).label), count, last) for why, count, last in found)


def _counted(rows: list[tuple[str, int, datetime]]) -> Counted:
    taken = [(count, last) for why, count, last in rows if not why]
    return Counted(
        taken=sum(count for count, _last in taken),
        seen_at=max((last for _count, last in taken), default=None),
        refused=tuple((str(Why(why).label), count, last) for why, count, last in rows if why),
    )


def _lately() -> QuerySet[Tally]:
    since = localdate() - timedelta(days=DAYS)
    return Tally.objects.filter(entrance=ENTRANCE, day__gte=since)
