"""The facts that cameras record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.cameras.kinds import Why


@dataclass(frozen=True, kw_only=True)
class AboutCamera:
    """Which camera."""

    camera_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class CameraRegistered(AboutCamera, Event):
    """A camera is there."""

    kind: ClassVar[str] = "camera.registered"
    says: ClassVar[str | Promise] = _("Camera registered: {name}")


@dataclass(frozen=True, kw_only=True)
class CameraChanged(AboutCamera, Event):
    """Something else is kept of a camera; ``fields`` says what."""

    kind: ClassVar[str] = "camera.changed"
    says: ClassVar[str | Promise] = _("Camera changed: {name}")
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class CameraRetired(AboutCamera, Event):
    """A camera is no longer in use."""

    kind: ClassVar[str] = "camera.retired"
    says: ClassVar[str | Promise] = _("Camera taken out of use: {name} ({reason})")
    reason: str


@dataclass(frozen=True, kw_only=True)
class CameraShared(AboutCamera, Event):
    """Whoever takes part in an incident may see a camera."""

    kind: ClassVar[str] = "camera.shared"
    says: ClassVar[str | Promise] = _("{actor} shared a camera with this incident: {name}")
    incident_id: str


@dataclass(frozen=True, kw_only=True)
class CameraWithdrawn(AboutCamera, Event):
    """An incident sees a camera no longer."""

    kind: ClassVar[str] = "camera.withdrawn"
    says: ClassVar[str | Promise] = _("{actor} withdrew a camera from this incident: {name}")
    incident_id: str


@dataclass(frozen=True, kw_only=True)
class CameraOut(AboutCamera, Event):
    """No picture comes any more."""

    kind: ClassVar[str] = "camera.out"
    says: ClassVar[str | Promise] = _("No picture from {name}: {cause}")
    why: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say why."""
        return {"cause": Why(payload["why"]).label}


@dataclass(frozen=True, kw_only=True)
class CameraBack(AboutCamera, Event):
    """The picture comes again."""

    kind: ClassVar[str] = "camera.back"
    says: ClassVar[str | Promise] = _("The picture from {name} is back")
