"""The devices that people may see, what came of them, and whether brokers are heard."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q, QuerySet, Sum
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person, Tally
from incidents.monitoring.intake.counting import ENTRANCE
from incidents.monitoring.intake.models import BrokerState, FeedDevice
from incidents.monitoring.intake.rights import seen_by
from incidents.monitoring.intake.words import GOOD, Came, said_of
from incidents.monitoring.models import Datastream
from incidents.monitoring.selectors.reading import seen_by as stations_seen_by

DAYS = 7  # of counting that are shown
STILL = timedelta(seconds=60)  # a listener that has said nothing for so long is not there
MOST = 200  # lines of refusals that are listed


@dataclass(frozen=True, slots=True)
class Refused:
    """How many readings were refused for one reason, and when last."""

    why: str
    text: str
    count: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of a device in the last days: taken, there already, refused by reason."""

    taken: int
    duplicates: int
    seen_at: datetime | None
    refused: tuple[Refused, ...]

    @property
    def refused_count(self) -> int:
        """How many were refused, for whatever reason."""
        return sum(one.count for one in self.refused)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One day's refusals of one kind: of which device and stream."""

    day: date
    device_id: UUID | None
    device: str
    station: str
    stream: str
    refused: Refused


@dataclass(frozen=True, slots=True)
class BrokerLine:
    """A broker, and whether it is heard. ``state``: heard, lost, none (nobody listens)."""

    name: str
    address: str
    state: str
    since: datetime | None
    heard_at: datetime | None
    problem: str


NOTHING = Counted(0, 0, None, ())


def devices_open_to(person: Person) -> QuerySet[FeedDevice]:
    """Return the devices that a person may see, with what they are heard on."""
    rows = FeedDevice.objects.filter(seen_by(person)).select_related("region", "exercise")
    return rows.prefetch_related("subscriptions")


def device_seen(device_id: UUID, person: Person) -> FeedDevice:
    """Return a device that ``person`` may see. Raises ``NotThere`` otherwise."""
    found = devices_open_to(person).filter(pk=device_id).first()
    if found is None:
        raise NotThere(_("No such thing, or not visible to you."))
    return found


def counted(device_ids: Iterable[UUID]) -> dict[UUID, Counted]:
    """Return what came of some devices in the last days. One query."""
    found: dict[UUID | None, list[tuple[str, int, datetime]]] = defaultdict(list)
    rows = _lately().filter(sender__in=list(device_ids))
    sums = rows.values_list("sender", "why").annotate(Sum("count"), Max("last_at"))
    for device, why, count, last in sums.order_by("sender", "why"):
        found[device].append((why, count, last))
    return {device: _counted(kinds) for device, kinds in found.items() if device}


def refusals(person: Person) -> list[RefusedLine]:
    """Return what was refused at what ``person`` may see, by day, reason and stream.

    Of devices, and of people who brought readings of streams that ``person`` sees.
    """
    devices = FeedDevice.objects.filter(seen_by(person))
    streams = Datastream.objects.filter(stations_seen_by(person, "station__"))
    mine = Q(sender__in=devices.values("pk"))
    mine |= Q(sender=None, subject__in=streams.values("pk"))
    return _lines(_lately().filter(mine))


def refusals_of(device: FeedDevice) -> list[RefusedLine]:
    """Return what was refused of a device, by day, reason and stream."""
    return _lines(_lately().filter(sender=device.pk))


def strangers() -> tuple[Refused, ...]:
    """Return what was refused of nobody known in the last days, by reason. One query."""
    rows = _lately().filter(sender=None, subject=None)
    rows = rows.exclude(why__in=GOOD)
    found = rows.values_list("why").annotate(Sum("count"), Max("last_at")).order_by("why")
    return tuple(Refused(why, said_of(why), count, last) for why, count, last in found)


def brokers() -> list[BrokerLine]:
    """Return the brokers of the settings, and whether the listener hears them. One query."""
    named = settings.MQTT_BROKERS
    states = {row.name: row for row in BrokerState.objects.filter(pk__in=list(named))}
    return [_broker(name, broker.address, states.get(name)) for name, broker in named.items()]


def _lines(rows: QuerySet[Tally]) -> list[RefusedLine]:
    """Name the devices and streams of the counts. Three queries."""
    counts = list(rows.exclude(why__in=GOOD).order_by("-last_at", "pk")[:MOST])
    devices = FeedDevice.objects.in_bulk({row.sender for row in counts if row.sender})
    known = Datastream.objects.select_related("station")
    streams = known.in_bulk({row.subject for row in counts if row.subject})
    lines = []
    for row in counts:
        device = devices.get(row.sender) if row.sender else None
        stream = streams.get(row.subject) if row.subject else None
        lines.append(
            RefusedLine(
                day=row.day,
                device_id=row.sender,
                device=device.label if device else "",
                station=stream.station.code if stream else "",
                stream=stream.key if stream else "",
                refused=Refused(row.why, said_of(row.why), row.count, row.last_at),
            )
        )
    return lines


def _broker(name: str, address: str, row: BrokerState | None) -> BrokerLine:
    if row is None or row.told_at < now() - STILL:
        return BrokerLine(name, address, "none", row.told_at if row else None, None, "")
    state = "heard" if row.connected else "lost"
    return BrokerLine(name, address, state, row.since, row.heard_at, row.problem)


def _counted(rows: list[tuple[str, int, datetime]]) -> Counted:
    sums = {why: count for why, count, _last in rows}
    return Counted(
        taken=sums.get(Came.TAKEN, 0) + sums.get(Came.LATE, 0),
        duplicates=sums.get(Came.DUPLICATE, 0),
        seen_at=max((last for _why, _count, last in rows), default=None),
        refused=tuple(
            Refused(why, said_of(why), count, last)
            for why, count, last in rows
            if why not in GOOD
        ),
    )


def _lately() -> QuerySet[Tally]:
    since = localdate() - timedelta(days=DAYS)
    return Tally.objects.filter(entrance=ENTRANCE, day__gte=since)
