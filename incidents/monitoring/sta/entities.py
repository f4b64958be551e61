"""The entities of SensorThings that are kept here, as tables of the monitoring room say them.

A Thing, its Location and its FeatureOfInterest are one station: the three have one key.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Model

from incidents.monitoring.models import (
    Datastream,
    ObservedProperty,
    Reading,
    Sensor,
    Station,
)

GEOJSON: Final = "application/geo+json"
MEASUREMENT: Final = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Property:
    """A property that can be asked about: its column, and what kind of value it holds."""

    column: str
    kind: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way from an entity to others.

    ``column`` leads from the table of the start to the others' (one) or from theirs back
    to the start (``many``). ``same_sight``: who sees the start sees them.
    """

    target: str
    column: str
    many: bool
    same_sight: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """One set of entities. ``station`` is the way from its table to the station."""

    plural: str
    model: type[Model]
    properties: dict[str, Property]
    links: dict[str, Link]
    order: tuple[str, ...] = ("pk",)
    joined: tuple[str, ...] = ()
    station: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A reading, as it is read: with its station, and without a key of its own."""

    datastream_id: UUID
    observed_at: datetime
    value: float | None
    station_id: UUID | None = None

    @property
    def pk(self) -> str:
        """Return the name that the reading always has: its stream, and its microsecond."""
        return f"{self.datastream_id}.{(self.observed_at - EPOCH) // timedelta(microseconds=1)}"


_PLACE = {
    "@iot.id": Property("pk", "key"),
    "name": Property("name_zh", "text"),
    "description": Property("description", "text"),
}
_OF_STATION = {
    "properties/code": Property("code", "text"),
    "properties/name_en": Property("name_en", "text"),
    "properties/region": Property("region__code", "text"),
    "properties/illustrative": Property("illustrative", "flag"),
    "properties/origin": Property("origin", "text"),
}

THINGS = Kind(
    plural="Things",
    model=Station,
    properties={**_PLACE, **_OF_STATION},
    links={
        "Datastreams": Link("Datastreams", "station", many=True),
        "Locations": Link("Locations", "pk", many=True),
    },
    order=("code", "pk"),
    station="",
)
LOCATIONS = Kind(
    plural="Locations",
    model=Station,
    properties={**_PLACE, "location": Property("point", "place")},
    links={"Things": Link("Things", "pk", many=True)},
    order=("code", "pk"),
    station="",
)
FEATURES = Kind(
    plural="FeaturesOfInterest",
    model=Station,
    properties={**_PLACE, "feature": Property("point", "place")},
    links={"Observations": Link("Observations", "datastream__station", many=True)},
    order=("code", "pk"),
    station="",
)
DATASTREAMS = Kind(
    plural="Datastreams",
    model=Datastream,
    properties={
        "@iot.id": Property("pk", "key"),
        "name": Property("name", "text"),
        "description": Property("description", "text"),
        "unitOfMeasurement/name": Property("unit", "text"),
        "unitOfMeasurement/symbol": Property("unit", "text"),
        "observedArea": Property("station__point", "place"),
        "properties/key": Property("key", "text"),
        "properties/name_en": Property("name_en", "text"),
        "properties/interval_s": Property("interval_s", "number"),
        "properties/warning": Property("warning", "number"),
        "properties/guarantee": Property("guarantee", "number"),
        "properties/rise_per_hour": Property("rise_per_hour", "number"),
        "properties/margin": Property("margin", "number"),
        "properties/lowest": Property("lowest", "number"),
        "properties/highest": Property("highest", "number"),
        "properties/stage": Property("state__stage", "text"),
        "properties/origin": Property("origin", "text"),
    },
    links={
        "Thing": Link("Things", "station", many=False),
        "Sensor": Link("Sensors", "sensor", many=False),
        "ObservedProperty": Link("ObservedProperties", "observed", many=False),
        "Observations": Link("Observations", "datastream", many=True),
    },
    order=("station__code", "key", "pk"),
    joined=("station", "state"),
    station="station",
)
SENSORS = Kind(
    plural="Sensors",
    model=Sensor,
    properties={
        "@iot.id": Property("pk", "key"),
        "name": Property("name", "text"),
        "description": Property("description", "text"),
        "encodingType": Property("encoding_type", "text"),
        "metadata": Property("metadata", "text"),
        "properties/origin": Property("origin", "text"),
    },
    links={"Datastreams": Link("Datastreams", "sensor", many=True, same_sight=False)},
    order=("name", "pk"),
)
OBSERVED = Kind(
    plural="ObservedProperties",
    model=ObservedProperty,
    properties={
        "@iot.id": Property("pk", "key"),
        "name": Property("name_zh", "text"),
        "definition": Property("definition", "text"),
        "description": Property("description", "text"),
        "properties/code": Property("code", "text"),
        "properties/name_en": Property("name_en", "text"),
        "properties/unit": Property("unit", "text"),
        "properties/lowest": Property("lowest", "number"),
        "properties/highest": Property("highest", "number"),
        "properties/origin": Property("origin", "text"),
    },
    links={"Datastreams": Link("Datastreams", "observed", many=True, same_sight=False)},
    order=("code", "pk"),
)
OBSERVATIONS = Kind(
    plural="Observations",
    model=Reading,
    properties={
        "phenomenonTime": Property("observed_at", "time"),
        "result": Property("value", "number"),
    },
    links={
        "Datastream": Link("Datastreams", "datastream", many=False),
        "FeatureOfInterest": Link("FeaturesOfInterest", "datastream__station", many=False),
    },
    # The key of the table: read by the index, whatever is asked.
    order=("datastream_id", "observed_at"),
    station="datastream__station",
)

KINDS: Final[dict[str, Kind]] = {
    kind.plural: kind
    for kind in (
        THINGS,
        LOCATIONS,
        DATASTREAMS,
        SENSORS,
        OBSERVED,
        OBSERVATIONS,
        FEATURES,
    )
}


def observation_named(key: str) -> tuple[UUID, datetime] | None:
    """Return the stream and the time that the key of an Observation names, if it is one."""
    stream, dot, microseconds = key.partition(".")
    if not (dot and microseconds.isascii() and microseconds.lstrip("-").isdigit()):
        return None
    try:
        return UUID(stream), EPOCH + timedelta(microseconds=int(microseconds))
    except (ValueError, OverflowError):
        return None
