"""The facts that quiet areas leave behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from command.core.tongues import is_english


@dataclass(frozen=True, kw_only=True)
class OfArea:
    """What every fact about a quiet area says first; no event by itself."""

    area_id: str
    region: str
    place_zh: str
    place_en: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give place and voice in the language of the reader."""
        side = "en" if is_english() else "zh"
        heard = payload.get(f"heard_{side}") or payload.get("heard_zh", "")
        return {"place": payload[f"place_{side}"], "heard": heard}


@dataclass(frozen=True, kw_only=True)
class TownshipsEntered(Event):
    """The townships of a city were entered, or something else is said of them now."""

    kind: ClassVar[str] = "township.entered"
    says: ClassVar[str | Promise] = _(
        "{place}: {townships} townships entered, {new} of them new"
    )
    city: str
    townships: int
    new: int

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the city its name."""
        return {"place": regions.name(payload["city"])}


@dataclass(frozen=True, kw_only=True)
class AreaFellQuiet(OfArea, Event):
    """Nobody who should have reported from an area has, while its neighbours do."""

    kind: ClassVar[str] = "quiet_area.fell_quiet"
    says: ClassVar[str | Promise] = _(
        "{place} has fallen quiet: {silent} of {voices} that should have reported have not"
    )
    level: int
    voices: int
    silent: int
    last_at: str | None


@dataclass(frozen=True, kw_only=True)
class LookWanted(OfArea, Event):
    """Somebody is to go and look, for the command of an incident."""

    kind: ClassVar[str] = "quiet_area.look_wanted"
    says: ClassVar[str | Promise] = _("Somebody is to look at {place}, which has fallen quiet")
    incident_id: str
    level: int
    last_at: str | None
    silent_zh: str
    silent_en: str


@dataclass(frozen=True, kw_only=True)
class LookDrafted(OfArea, Event):
    """The task of going to look was drafted."""

    kind: ClassVar[str] = "quiet_area.look_drafted"
    says: ClassVar[str | Promise] = _(
        "{place} is quiet: reconnaissance task {number} is drafted"
    )
    task_id: str
    number: str


@dataclass(frozen=True, kw_only=True)
class AreaSpokeAgain(OfArea, Event):
    """An area is quiet no longer; ``heard`` is who spoke."""

    kind: ClassVar[str] = "quiet_area.spoke_again"
    says: ClassVar[str | Promise] = _("{place} speaks again: {heard}")
    ending: str
    heard_zh: str
    heard_en: str


@dataclass(frozen=True, kw_only=True)
class AreaNotWaitedFor(AreaSpokeAgain):
    """Nothing is waited for any more from an area that was quiet."""

    kind: ClassVar[str] = "quiet_area.not_waited_for"
    says: ClassVar[str | Promise] = _("Nothing is waited for from {place} any more")
