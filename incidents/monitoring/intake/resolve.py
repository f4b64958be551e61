"""Which stream is meant by a station's code and a stream's key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from command.core import regions
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.intake.words import Came
from incidents.monitoring.models import Datastream, Station

Name = tuple[
    str, str
]  # of the station (its code or id; blank for a stream's id) and the stream


@dataclass(frozen=True, slots=True)
class Found:
    """The streams behind names, and why there is none behind the others."""

    streams: dict[Name, Datastream]
    missing: dict[Name, Came]


def permits(device: FeedDevice, station: Station) -> bool:
    """Return whether a device speaks for a station."""
    if station.exercise_id != device.exercise_id:
        return False
    if device.stations:
        return station.pk in device.stations
    if station.region_id is None:
        return station.origin == device.origin
    return regions.covers(device.region_id, station.region_id)


def of_device(device: FeedDevice, names: Iterable[Name]) -> Found:
    """Return the streams that a device means. One query."""
    rows = Datastream.objects.filter(exercise=device.exercise_id)
    return find(rows, names, device.origin, lambda station: permits(device, station))


def find(
    rows: QuerySet[Datastream],
    names: Iterable[Name],
    origin: str,
    permitted: Callable[[Station], bool] = lambda _station: True,
) -> Found:
    """Return the streams among ``rows`` behind ``names``; of two, that of ``origin``."""
    wanted = set(names)
    found: dict[Name, Datastream] = {}
    outside: set[Name] = set()
    for row in rows.filter(_behind(wanted)).select_related("station"):
        meant = _names_of(row) & wanted
        if not permitted(row.station):
            outside |= meant
            continue
        for name in meant:
            if name not in found or row.station.origin == origin:
                found[name] = row
    missing = {
        name: Came.OUT_OF_SCOPE if name in outside else Came.UNKNOWN_STREAM
        for name in wanted - found.keys()
    }
    return Found(found, missing)


def _behind(names: set[Name]) -> Q:
    codes = {station for station, _stream in names if station}
    keys = {stream for station, stream in names if station}
    ids = {key for station, stream in names if not station and (key := _id(stream))}
    stations = {key for code in codes if (key := _id(code))}
    return Q(pk__in=ids) | (
        (Q(station__code__in=codes) | Q(station__in=stations)) & Q(key__in=keys)
    )


def _names_of(row: Datastream) -> set[Name]:
    station = row.station
    return {("", str(row.pk)), (station.code, row.key), (str(station.pk), row.key)}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
