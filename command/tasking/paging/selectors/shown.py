"""What people may see of pages and of their own devices."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from command.core.models import Person
from command.core.times import iso, iso_or_none
from command.tasking.paging.models import Device, DeviceSecret, PageState
from command.tasking.paging.selectors.cards import PageCard
from command.tasking.selectors import visible_to


@dataclass(frozen=True, slots=True)
class PushDeviceCard:
    """One of one's own devices; nobody else sees it, and its secret nobody at all."""

    id: str
    kind: str
    label: str
    added_at: str
    reached_at: str | None
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One page in the list: its card, and to whom by name or by four digits."""

    card: PageCard
    to: str


def devices_of(person: Person) -> list[PushDeviceCard]:
    """Return the devices on which ``person`` may be called, the oldest first. One query."""
    own = DeviceSecret.objects.filter(device__person=person, device__forgotten_at__isnull=True)
    return [_device(row) for row in own.select_related("device").order_by("device__added_at")]


def is_reachable(person: Person) -> bool:
    """Return whether a browser of ``person`` takes pushes. One query."""
    own = DeviceSecret.objects.filter(device__person=person, device__forgotten_at__isnull=True)
    return own.filter(device__kind=Device.Kind.PUSH, gone_at__isnull=True).exists()


def latest(person: Person, *, limit: int = 40) -> list[Line]:
    """Return the newest pages that concern ``person``: to them, by them, of tasks in sight."""
    tasks = visible_to(person).values("task")
    seen = Q(page__person=person) | Q(page__made_by=person) | Q(page__task__in=tasks)
    rows = PageState.objects.filter(seen).select_related("page__person")
    return [_line(row) for row in rows.order_by("-page__made_at", "-pk")[:limit]]


def of_task(task_id: UUID, person: Person) -> list[Line]:
    """Return the pages about a task, the newest first; none when ``person`` may not see it."""
    tasks = visible_to(person).filter(task=task_id).values("task")
    rows = PageState.objects.filter(page__task__in=tasks).select_related("page__person")
    return [_line(row) for row in rows.order_by("-page__made_at", "-pk")]


def _line(row: PageState) -> Line:
    person = row.page.person
    return Line(PageCard.of(row), person.name if person else row.hint)


def _device(row: DeviceSecret) -> PushDeviceCard:
    return PushDeviceCard(
        id=str(row.pk),
        kind=str(row.device.kind),
        label=row.device.label,
        added_at=iso(row.device.added_at),
        reached_at=iso_or_none(row.reached_at),
        is_gone=row.gone_at is not None,
    )
