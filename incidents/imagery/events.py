"""The facts that the imagery room records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from command.core.tongues import of_reader
from incidents.events.base import AboutIncident


class _Captioned:
    """Says something for an image without caption."""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what stands in the sentence for the fields."""
        return {"caption": payload["caption"] or gettext("no caption")}


@dataclass(frozen=True, kw_only=True)
class ImageRecorded(_Captioned, AboutIncident, Event):
    """An image arrived whole from the scene."""

    kind: ClassVar[str] = "image.recorded"
    says: ClassVar[str | Promise] = _("Picture from {source}: {caption}")
    image_id: str
    caption: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ImageAnnounced(_Captioned, AboutIncident, Event):
    """Somebody at the scene took an image; its files follow."""

    kind: ClassVar[str] = "image.announced"
    says: ClassVar[str | Promise] = _("Image announced by {source}: {caption}")
    image_id: str
    caption: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ImagePreviewed(_Captioned, AboutIncident, Event):
    """The small preview of an announced image arrived."""

    kind: ClassVar[str] = "image.previewed"
    says: ClassVar[str | Promise] = _("Preview from {source}: {caption}")
    image_id: str
    caption: str
    source: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ImageCompleted(_Captioned, AboutIncident, Event):
    """The original of an announced image arrived, and is what was announced."""

    kind: ClassVar[str] = "image.completed"
    says: ClassVar[str | Promise] = _("Original from {source}: {caption}")
    image_id: str
    caption: str
    source: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ImageRefused(_Captioned, AboutIncident, Event):
    """The original of an announced image arrived and is not fit to be kept."""

    kind: ClassVar[str] = "image.refused"
    says: ClassVar[str | Promise] = _("Original from {source} refused: {why} ({caption})")
    image_id: str
    caption: str
    source: str
    why: str
    why_en: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say why in the language of the reader."""
        return {**super().words(payload), "why": of_reader(payload["why"], payload["why_en"])}


@dataclass(frozen=True, kw_only=True)
class ImageAnnotated(AboutIncident, Event):
    """Somebody drew over an image; the image itself is as it came."""

    kind: ClassVar[str] = "image.annotated"
    says: ClassVar[str | Promise] = _("{actor} marked an image: {text}")
    image_id: str
    annotation_id: str
    shape: str
    text: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the shape where nothing was written."""
        named = {
            "arrow": gettext("arrow"),
            "circle": gettext("circle"),
            "text": gettext("text"),
        }
        return {"text": payload["text"] or named.get(payload["shape"], "")}


@dataclass(frozen=True, kw_only=True)
class AnnotationWithdrawn(AboutIncident, Event):
    """Somebody took back what had been drawn over an image."""

    kind: ClassVar[str] = "image.annotation_withdrawn"
    says: ClassVar[str | Promise] = _("{actor} took back a mark on an image")
    image_id: str
    annotation_id: str


@dataclass(frozen=True, kw_only=True)
class ImageBound(_Captioned, AboutIncident, Event):
    """An image was bound to a further incident or to a task."""

    kind: ClassVar[str] = "image.bound"
    says: ClassVar[str | Promise] = _("{actor} bound an image: {caption}")
    image_id: str
    caption: str
    to_incident: str
    to_task: str


@dataclass(frozen=True, kw_only=True)
class ImageUnbound(_Captioned, AboutIncident, Event):
    """A binding of an image was ended."""

    kind: ClassVar[str] = "image.unbound"
    says: ClassVar[str | Promise] = _("{actor} unbound an image: {caption}")
    image_id: str
    caption: str
    to_incident: str
    to_task: str


@dataclass(frozen=True, kw_only=True)
class ImageReleased(AboutIncident, Event):
    """A version of an image was made that may leave the house."""

    kind: ClassVar[str] = "image.released"
    says: ClassVar[str | Promise] = _(
        "{actor} made a version for release, {covers} places covered{why}"
    )
    image_id: str
    release_id: str
    audience: str
    covers: int
    reason: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ReleaseCountersigned(AboutIncident, Event):
    """A second person agreed that a version may go to the public."""

    kind: ClassVar[str] = "image.release_countersigned"
    says: ClassVar[str | Promise] = _("{actor} countersigned the release of an image")
    image_id: str
    release_id: str
