"""Facts about reports from the scene."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.scene import codes, words


@dataclass(frozen=True, kw_only=True)
class SceneReported(Event):
    """Somebody on the spot reported; ``said`` is put together from what follows it."""

    kind: ClassVar[str] = "scene_report.filed"
    says: ClassVar[str | Promise] = _("{actor}, from the scene: {said} [{code}]")
    incident_id: str
    report_id: str
    code: str
    counts: dict[str, int]
    road: str
    hazards: list[str]
    text: str
    voice: bool

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say the report in one line."""
        return {"said": words.line(payload), "code": codes.shown(payload["code"])}


@dataclass(frozen=True, kw_only=True)
class SceneVoiceArrived(Event):
    """The voice note of a report has arrived."""

    kind: ClassVar[str] = "scene_report.heard"
    says: ClassVar[str | Promise] = _("The voice note of {actor} has arrived [{code}]")
    incident_id: str
    report_id: str
    code: str
    sha256: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Show the code as it is read over the radio."""
        return {"code": codes.shown(payload["code"])}
