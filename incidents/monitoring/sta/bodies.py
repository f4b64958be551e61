"""What an entity says of itself, in the words of SensorThings."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.contrib.gis.geos import Point

from command.core.times import iso
from incidents.monitoring.models import Datastream, ObservedProperty, Sensor, Station
from incidents.monitoring.sta.entities import (
    DATASTREAMS,
    FEATURES,
    GEOJSON,
    LOCATIONS,
    MEASUREMENT,
    OBSERVATIONS,
    OBSERVED,
    SENSORS,
    THINGS,
    Kind,
    Observation,
)

Body = dict[str, Any]


def self_link(root: str, kind: Kind, key: object) -> str:
    """Return the address of one entity."""
    return f"{root}{kind.plural}('{quote(str(key))}')"


def body(root: str, kind: Kind, row: Any) -> Body:
    """Return an entity with its key, its address and the addresses of its links."""
    link = self_link(root, kind, row.pk)
    return {
        "@iot.selfLink": link,
        "@iot.id": str(row.pk),
        **SAID[kind.plural](row),
        **{f"{name}@iot.navigationLink": f"{link}/{name}" for name in kind.links},
    }


def _thing(row: Station) -> Body:
    return {
        "name": row.name_zh,
        "description": row.description,
        "properties": {
            "code": row.code,
            "name_en": row.name_en,
            "region": row.region_id,
            "illustrative": row.illustrative,
            "exercise": row.exercise_id is not None,
            "origin": row.origin,
        },
    }


def _location(row: Station) -> Body:
    return {
        "name": row.name_zh,
        "description": row.description,
        "encodingType": GEOJSON,
        "location": _point(row.point),
    }


def _feature(row: Station) -> Body:
    return {
        "name": row.name_zh,
        "description": row.description,
        "encodingType": GEOJSON,
        "feature": _point(row.point),
    }


def _datastream(row: Datastream) -> Body:
    return {
        "name": row.name,
        "description": row.description,
        "observationType": MEASUREMENT,
        "unitOfMeasurement": {"name": row.unit, "symbol": row.unit, "definition": ""},
        "observedArea": _point(row.station.point),
        "properties": {
            "key": row.key,
            "name_en": row.name_en,
            "interval_s": row.interval_s,
            "warning": row.warning,
            "guarantee": row.guarantee,
            "rise_per_hour": row.rise_per_hour,
            "margin": row.margin,
            "lowest": row.lowest,
            "highest": row.highest,
            "stage": row.state.stage,
            "exercise": row.exercise_id is not None,
            "origin": row.origin,
        },
    }


def _sensor(row: Sensor) -> Body:
    return {
        "name": row.name,
        "description": row.description,
        "encodingType": row.encoding_type,
        "metadata": row.metadata,
        "properties": {"origin": row.origin},
    }


def _observed(row: ObservedProperty) -> Body:
    return {
        "name": row.name_zh,
        "definition": row.definition,
        "description": row.description,
        "properties": {
            "code": row.code,
            "name_en": row.name_en,
            "unit": row.unit,
            "lowest": row.lowest,
            "highest": row.highest,
            "origin": row.origin,
        },
    }


def _observation(row: Observation) -> Body:
    return {
        "phenomenonTime": iso(row.observed_at).replace("+00:00", "Z"),
        "resultTime": None,
        "result": row.value,
    }


def _point(place: Point) -> Body:
    return {"type": "Point", "coordinates": [place.x, place.y]}


SAID: dict[str, Callable[[Any], Body]] = {
    THINGS.plural: _thing,
    LOCATIONS.plural: _location,
    FEATURES.plural: _feature,
    DATASTREAMS.plural: _datastream,
    SENSORS.plural: _sensor,
    OBSERVED.plural: _observed,
    OBSERVATIONS.plural: _observation,
}
# What each entity says at the top; ``$select`` knows these, its key and its links.
SHOWN: dict[str, frozenset[str]] = {
    THINGS.plural: frozenset({"name", "description", "properties"}),
    LOCATIONS.plural: frozenset({"name", "description", "encodingType", "location"}),
    FEATURES.plural: frozenset({"name", "description", "encodingType", "feature"}),
    DATASTREAMS.plural: frozenset(
        {
            "name", "description", "observationType", "unitOfMeasurement", "observedArea",
            "properties",
        }
    ),
    SENSORS.plural: frozenset(
        {"name", "description", "encodingType", "metadata", "properties"}
    ),
    OBSERVED.plural: frozenset({"name", "definition", "description", "properties"}),
    OBSERVATIONS.plural: frozenset({"phenomenonTime", "resultTime", "result"}),
}  # fmt: skip
