"""The facts that drawing on the map records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.plotting import categories

# What a change was about, as it is said in a sentence.
FIELD_NAMES: dict[str, str | Promise] = {
    "geometry": _("position and shape"),
    "category": _("category"),
    "label": _("name"),
    "note": _("note"),
    "visibility": _("who sees it"),
    "expires_at": _("time of expiry"),
    "buffer_m": _("zone around it"),
    "style": _("line"),
}


@dataclass(frozen=True, kw_only=True)
class AboutFeature:
    """Which drawing it is. Both texts are empty where only the fact itself may be told."""

    incident_id: str
    feature_id: str
    category: str
    label: str
    version: int

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the drawing, and what was changed about it."""
        named = categories.name(payload["category"]) if payload["category"] else ""
        said = {"what": f"{named} {payload['label']}".strip() or _now("a drawing of one city")}
        if "fields" in payload:
            said["fields"] = ", ".join(str(FIELD_NAMES.get(n, n)) for n in payload["fields"])
        return {**payload, **said}


@dataclass(frozen=True, kw_only=True)
class FeatureDrawn(AboutFeature, Event):
    """Something was drawn."""

    kind: ClassVar[str] = "feature.drawn"
    says: ClassVar[str | Promise] = _("{actor} drew on the map: {what}")


@dataclass(frozen=True, kw_only=True)
class FeatureChanged(AboutFeature, Event):
    """A drawing has a new version."""

    kind: ClassVar[str] = "feature.changed"
    says: ClassVar[str | Promise] = _("{actor} changed the drawing {what}: {fields}")
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class FeatureRemoved(AboutFeature, Event):
    """A drawing was taken off the map; every version of it is kept."""

    kind: ClassVar[str] = "feature.removed"
    says: ClassVar[str | Promise] = _("{actor} took the drawing off the map: {what}")


@dataclass(frozen=True, kw_only=True)
class FeatureRestored(AboutFeature, Event):
    """A drawing is again as an earlier version had it."""

    kind: ClassVar[str] = "feature.restored"
    says: ClassVar[str | Promise] = _("{actor} restored the drawing {what}, version {back_to}")
    back_to: int


@dataclass(frozen=True, kw_only=True)
class FeaturePublished(AboutFeature, Event):
    """A drawing that all four cities see was drawn or changed."""

    kind: ClassVar[str] = "feature.published"
    says: ClassVar[str | Promise] = _("{actor} shows all four cities the drawing {what}")


@dataclass(frozen=True, kw_only=True)
class FeatureWithdrawn(Event):
    """A drawing is shown in this room no longer; who sees it still is told elsewhere."""

    kind: ClassVar[str] = "feature.withdrawn"
    says: ClassVar[str | Promise] = _("{actor} shows a drawing here no longer")
    feature_id: str
