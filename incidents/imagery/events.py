"""The facts that the imagery room records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.events.base import AboutIncident


@dataclass(frozen=True, kw_only=True)
class ImageRecorded(AboutIncident, Event):
    """A picture arrived from the scene."""

    kind: ClassVar[str] = "image.recorded"
    says: ClassVar[str | Promise] = _("Picture from {source}: {caption}")
    image_id: str
    caption: str
    source: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say something for a picture without caption."""
        return {"caption": payload["caption"] or str(_("no caption"))}
