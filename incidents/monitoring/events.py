"""The facts that the monitoring room records; single readings are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from command.core.tongues import of_reader
from incidents.monitoring import words


class Named:
    """Puts stations, quantities and rules into words."""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        said = {"station": of_reader(payload["station_zh"], payload["station_en"])}
        if "name" in payload:
            said["quantity"] = of_reader(payload["name"], payload["name_en"])
        if "cause" in payload:
            said["what"] = words.alarm(
                payload["cause"],
                payload["level"],
                payload["value"],
                payload["limit"],
                payload["unit"],
            )
        return said


@dataclass(frozen=True, kw_only=True)
class StationRegistered(Named, Event):
    """A station is there."""

    kind: ClassVar[str] = "station.registered"
    says: ClassVar[str | Promise] = _("Monitoring station registered: {station}")
    station_id: str
    station_zh: str
    station_en: str


@dataclass(frozen=True, kw_only=True)
class StreamRegistered(Named, Event):
    """A station measures one more quantity."""

    kind: ClassVar[str] = "stream.registered"
    says: ClassVar[str | Promise] = _("{station} now reports: {quantity}")
    stream_id: str
    station_zh: str
    station_en: str
    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class StationChanged(Named, Event):
    """Something else is kept of a station; ``fields`` says what."""

    kind: ClassVar[str] = "station.changed"
    says: ClassVar[str | Promise] = _("Monitoring station changed: {station}")
    station_id: str
    station_zh: str
    station_en: str
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class StreamChanged(Named, Event):
    """Something else is kept of a stream; ``fields`` says what."""

    kind: ClassVar[str] = "stream.changed"
    says: ClassVar[str | Promise] = _("Changed at {station}: {quantity}")
    stream_id: str
    station_zh: str
    station_en: str
    name: str
    name_en: str
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class StreamRetired(Named, Event):
    """A stream takes nothing in any more."""

    kind: ClassVar[str] = "stream.retired"
    says: ClassVar[str | Promise] = _("{station} no longer reports: {quantity} ({reason})")
    stream_id: str
    station_zh: str
    station_en: str
    name: str
    name_en: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PropertyRegistered(Event):
    """One more quantity can be measured."""

    kind: ClassVar[str] = "observed_property.registered"
    says: ClassVar[str | Promise] = _("Observed property registered: {name}")
    property_id: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class SensorRegistered(Event):
    """There is one more instrument to measure with."""

    kind: ClassVar[str] = "sensor.registered"
    says: ClassVar[str | Promise] = _("Instrument registered: {name}")
    sensor_id: str
    name: str
