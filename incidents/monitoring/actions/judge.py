"""What is asked of stations and streams before they are written; parts of the doors."""

import math
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import authority, regions
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import OwnedModel, Person
from command.core.policies import require
from incidents.actions.judge import on_earth
from incidents.monitoring.models import (
    BOUND,
    Datastream,
    ObservedProperty,
    Sensor,
    Station,
)
from incidents.rights import HANDLING

MOST_INTERVAL = 7 * 86400  # seconds
# What may be changed of a station and of a stream, and how long its words may be. The unit
# and the key stay: with another one the readings that are there would say something else.
STATION_TEXTS = {"name_zh": 60, "name_en": 80, "description": 300}
STREAM_TEXTS = {"name": 40, "name_en": 60, "description": 300}
STREAM_NUMBERS = ("warning", "guarantee", "rise_per_hour", "lowest", "highest", "margin")
NEEDED = frozenset({"name", "name_zh"})


def require_own(actor: Person | None, station: Station, *, to: str) -> None:
    """Raise unless ``actor`` handles things there, and it is theirs and of their world.

    Raises ``NotPermitted`` or ``Conflict``.
    """
    require(actor, HANDLING, to=to, region=station.region_id or regions.REGION)
    if authority.current() != station.origin:
        raise NotPermitted(
            _("Only the authority that owns it may %(act)s.") % {"act": to},
            owner=station.origin,
        )
    if actor is not None and station.exercise_id != authority.exercise():
        raise Conflict(_("An exercise and reality are not mixed."))


def text(field: str, given: Any, most: int, *, needed: bool = False) -> str:
    """Return a text without blanks around it. Raises ``Invalid`` with the field."""
    found = str(given).strip()
    if len(found) > most or "\x00" in found:
        raise Invalid(_("At most %(most)d characters.") % {"most": most}, field=field)
    if needed and not found:
        raise Invalid(_("Something that must be said is missing."), field=field)
    return found


def limits(row: Datastream | ObservedProperty) -> None:
    """Raise ``Invalid`` when the numbers of a row make no sense, one by one or together."""
    for field in STREAM_NUMBERS:
        value = getattr(row, field, None)
        if value is not None and not (math.isfinite(value) and abs(value) <= BOUND):
            raise Invalid(_("A limit is a finite number."), field=field)
    if row.lowest is not None and row.highest is not None and row.highest <= row.lowest:
        raise Invalid(
            _("What is possible goes from the lowest to the highest."), field="highest"
        )
    if isinstance(row, ObservedProperty):
        return
    if not 0 < row.interval_s <= MOST_INTERVAL or row.margin < 0:
        raise Invalid(_("Interval and margin are positive."), field="interval_s")
    if row.rise_per_hour is not None and row.rise_per_hour <= 0:
        raise Invalid(_("A rise is limited by a positive number."), field="rise_per_hour")
    if row.warning is None or row.guarantee is None or row.guarantee > row.warning:
        return
    raise Invalid(_("The guaranteed stage lies above the warning stage."), field="guarantee")


def observed_property(
    given: UUID | str | None, exercise: UUID | None
) -> ObservedProperty | None:
    """Return an observed property by its key or its code. Raises ``Invalid``.

    Of several with one code the world's own comes first, then the acting authority's.
    """
    if not given:
        return None
    key = given if isinstance(given, UUID) else _key(given)
    by: dict[str, Any] = {"code": given} if key is None else {"pk": key}
    found = [row for row in ObservedProperty.objects.filter(**by) if _of(row, exercise)]
    if not found:
        raise Invalid(_("There is no such observed property."), field="observed")
    mine = authority.current()
    return min(found, key=lambda row: (row.exercise_id is None, row.origin != mine, row.origin))


def sensor(given: UUID | None, exercise: UUID | None) -> Sensor | None:
    """Return an instrument. Raises ``Invalid``."""
    if given is None:
        return None
    row = Sensor.objects.filter(pk=given).first()
    if row is None or not _of(row, exercise):
        raise Invalid(_("There is no such instrument."), field="sensor_id")
    return row


def fill_station(station: Station, changes: Mapping[str, Any]) -> list[str]:
    """Set what is given of a station; return the columns that differ. Raises ``Invalid``."""
    before = {name: getattr(station, name) for name in (*STATION_TEXTS, "point")}
    for name, given in changes.items():
        if name == "point":
            station.point = on_earth(given)
        elif name in STATION_TEXTS:
            most = STATION_TEXTS[name]
            setattr(station, name, text(name, given, most, needed=name in NEEDED))
        else:
            raise Invalid(_("This is not changed of a station."), field=name[:40])
    return sorted(name for name, old in before.items() if getattr(station, name) != old)


def fill_stream(stream: Datastream, changes: Mapping[str, Any]) -> list[str]:
    """Set what is given of a stream, judge the whole; return the columns that differ.

    ``observed`` is a key or a code, ``sensor_id`` a key. Raises ``Invalid``.
    """
    columns = (*STREAM_TEXTS, *STREAM_NUMBERS, "interval_s", "observed_id", "sensor_id")
    before = {name: getattr(stream, name) for name in columns}
    for name, given in changes.items():
        if name == "observed":
            stream.observed = observed_property(given, stream.exercise_id)
        elif name == "sensor_id":
            stream.sensor = sensor(given, stream.exercise_id)
        elif name in STREAM_TEXTS:
            most = STREAM_TEXTS[name]
            setattr(stream, name, text(name, given, most, needed=name in NEEDED))
        elif name == "interval_s" or name in STREAM_NUMBERS:
            if given is None and name in {"interval_s", "margin"}:
                raise Invalid(_("Something that must be said is missing."), field=name)
            setattr(stream, name, given)
        else:
            raise Invalid(_("This is not changed of a stream."), field=name[:40])
    limits(stream)
    return sorted(name for name, old in before.items() if getattr(stream, name) != old)


def own_stream(actor: Person | None, stream_id: UUID, *, to: str) -> Datastream:
    """Return a stream in use, its station locked. Raises as ``require_own``, ``NotThere``."""
    rows = Datastream.objects.select_related("station", "observed")
    stream = rows.select_for_update(of=("self",)).filter(pk=stream_id).first()
    if stream is None:
        raise NotThere(_("No such stream, or not visible to you."))
    require_own(actor, stream.station, to=to)
    if stream.retired_at is not None:
        raise Conflict(_("This stream is no longer in use."))
    return stream


def _key(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _of(row: OwnedModel, exercise: UUID | None) -> bool:
    return row.exercise_id in {None, exercise}
