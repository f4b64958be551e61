"""The public views of drawn features."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from command.core.times import iso, iso_or_none
from incidents.plotting.categories import CATEGORIES
from incidents.plotting.models import FeatureState
from incidents.plotting.shapes import geometry_of


@dataclass(frozen=True, slots=True)
class FeatureCard:
    """A drawn feature; ``geometry`` is GeoJSON, WGS 84, longitude first.

    ``zone`` is the edge of the zone around a line or an area, where one was asked for.
    ``version`` is what a change names as its base. ``incident`` and ``room`` are
    empty where it is shown to people who may not see the incident.
    """

    id: str
    incident: str
    version: int
    geometry: dict[str, Any]
    zone: dict[str, Any] | None
    category: str
    label: str
    note: str
    visibility: str
    expires_at: str | None
    buffer_m: int
    style: str
    removed: bool
    author: str
    by: str
    drawn_at: str
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, state: FeatureState, *, public: bool = False) -> Self:
        """Build the card; asks the database nothing when people and incident were joined."""
        feature = state.feature
        assert state.shape is not None  # since its first version
        return cls(
            id=str(feature.id),
            incident="" if public else str(feature.incident_id),
            version=state.step,
            geometry=geometry_of(state.shape),
            zone=json.loads(edge) if (edge := getattr(state, "zone", None)) else None,
            category=state.category,
            label=state.label,
            note=state.note,
            visibility=str(state.visibility),
            expires_at=iso_or_none(state.expires_at),
            buffer_m=state.buffer_m,
            style=str(state.style),
            removed=state.removed,
            author=feature.author.name if feature.author else "",
            by=state.updated_by.name if state.updated_by else "",
            drawn_at=iso(feature.drawn_at),
            at=iso(state.updated_at),
            room="" if public else feature.incident.room_id,
            exercise=feature.exercise_id is not None,
            origin=feature.origin,
        )


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version of a feature, whole; ``changed`` is what differs from the one before."""

    version: int
    kind: str
    by: str
    at: str
    origin: str
    changed: list[str]
    data: dict[str, Any]


def as_geojson(card: FeatureCard) -> dict[str, Any]:
    """Return a card as a GeoJSON feature, with what is needed to draw its category."""
    return geojson_of(asdict(card))


def geojson_of(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return a card, or a view of the journal, as a GeoJSON feature."""
    told = dict(view)
    key, geometry = told.pop("id"), told.pop("geometry")
    kind = CATEGORIES.get(told["category"]) or CATEGORIES["JC0001"]
    told |= {"name": kind.name, "symbol": kind.symbol, "role": kind.role}
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": told}


def collection(cards: list[FeatureCard]) -> dict[str, Any]:
    """Return cards as a GeoJSON feature collection."""
    return {"type": "FeatureCollection", "features": [as_geojson(card) for card in cards]}
