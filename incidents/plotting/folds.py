"""How the versions of a feature make its state."""

from datetime import datetime
from typing import Any

from command.core.folding import Fold, Values
from incidents.plotting.lifecycle import Style, VersionKind, Visibility
from incidents.plotting.models import Feature, FeatureState, FeatureVersion
from incidents.plotting.shapes import geometry_of, shape_of

PLAIN = ("category", "label", "note", "visibility", "buffer_m", "style")


def start(feature: Feature) -> Values:
    """Return the state of a feature that has no version yet."""
    return {
        "shape": None,
        "category": "",
        "label": "",
        "note": "",
        "visibility": Visibility.ROOM.value,
        "expires_at": None,
        "buffer_m": 0,
        "style": Style.SOLID.value,
        "removed": False,
        "updated_at": feature.drawn_at,
        "updated_by_id": feature.author_id,
    }


def apply(_before: Values, version: FeatureVersion) -> Values:
    """Return what one version sets: all of it."""
    data = version.data
    until = data["expires_at"]
    return {
        **{name: data[name] for name in PLAIN},
        "shape": shape_of(data["geometry"]),
        "expires_at": datetime.fromisoformat(until) if until else None,
        "removed": version.kind == VersionKind.REMOVED,
        "updated_at": version.occurred_at,
        "updated_by_id": version.actor_id,
    }


def values_of(state: FeatureState) -> dict[str, Any]:
    """Return what a version holds, as the state is now: plain JSON."""
    return {
        **{name: getattr(state, name) for name in PLAIN},
        "geometry": geometry_of(state.shape) if state.shape else None,
        "expires_at": state.expires_at.isoformat() if state.expires_at else None,
    }


FEATURE = Fold(
    header=Feature,
    change=FeatureVersion,
    state=FeatureState,
    link="feature",
    start=start,
    apply=apply,
)
