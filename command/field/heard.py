"""The phones of a city's people: which were not heard of, whose clocks are off."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import now

from command.core.models import Person
from command.core.policies import DESK, duties_of
from command.field.limits import Limits
from command.field.models import FieldDevice
from command.tasking.lifecycle import OUT
from command.tasking.models import Receipt
from command.tasking.selectors.handed import last_orders

REMEMBERED = timedelta(days=7)
MOST = 300


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One person's phone. ``is_silent``: they are out on an order and it says nothing."""

    name: str
    seen_at: datetime
    is_silent: bool
    ahead_s: int
    is_off: bool
    waiting: int
    version: str

    @property
    def is_behind(self) -> bool:
        """Whether the clock is behind ours rather than ahead."""
        return self.ahead_s < 0

    @property
    def off(self) -> str:
        """By how much the clock is off: ``5:20 h`` or ``3:05 min``."""
        seconds = abs(self.ahead_s)
        hours, minutes = divmod(seconds // 60, 60)
        return f"{hours}:{minutes:02} h" if hours else f"{minutes}:{seconds % 60:02} min"


def phones(person: Person) -> list[PhoneLine]:
    """Return the phones of the cities at whose desk ``person`` works, troubled ones first.

    The last phone of each of their people in a week. Four queries.
    """
    held = duties_of(person).filter(post__in=DESK, region__isnull=False)
    scopes = {str(code) for code in held.values_list("region_id", flat=True)}
    mine = Q(pk__in=[])
    for scope in scopes:
        mine |= Q(person__origin__startswith="15" if scope == "150000" else scope[:4])
    rows = FieldDevice.objects.filter(mine, seen_at__gt=now() - REMEMBERED)
    last = rows.order_by("person_id", "-seen_at").distinct("person_id")
    found = list(last.select_related("person")[:MOST])
    out = _out([row.person_id for row in found])
    limits = Limits.of(person.origin)
    lines = [_line(row, row.person_id in out, limits) for row in found]
    return sorted(lines, key=lambda one: (not one.is_silent, not one.is_off, one.seen_at))


def _out(people: list[UUID]) -> set[UUID]:
    """Return which of the people are out on an order that they accepted."""
    rows = Receipt.objects.filter(
        person__in=people,
        step=last_orders(),
        task__state__status__in=OUT,
        state__accepted_at__isnull=False,
    )
    return set(rows.values_list("person_id", flat=True))


def _line(row: FieldDevice, is_out: bool, limits: Limits) -> PhoneLine:  # noqa: FBT001  a fact
    silent = now() - row.seen_at > timedelta(minutes=limits.silent_minutes)
    return PhoneLine(
        name=row.person.name,
        seen_at=row.seen_at,
        is_silent=is_out and silent,
        ahead_s=round(row.ahead_ms / 1000),
        is_off=abs(row.ahead_ms) > limits.clock_minutes * 60_000,
        waiting=row.waiting,
        version=row.app_version,
    )
