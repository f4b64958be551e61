"""The facts that tracking records: devices, zones, and who has fallen silent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.events import Event
from incidents.plotting.categories import CATEGORIES

Words = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class DeviceRegistered(Event):
    """A city registered a tracker."""

    kind: ClassVar[str] = "device.registered"
    says: ClassVar[str | Promise] = _("Tracker {ident} registered for {name}")
    device_id: str
    ident: str
    name: str


@dataclass(frozen=True, kw_only=True)
class DeviceSwitched(Event):
    """A city switched a tracker on or off."""

    kind: ClassVar[str] = "device.switched"
    says: ClassVar[str | Promise] = _("Tracker {ident} is switched {state}. {reason}")
    device_id: str
    ident: str
    enabled: bool
    reason: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say on or off."""
        on, off = pgettext_lazy("device", "on"), pgettext_lazy("device", "off")
        return {"state": str(on if payload["enabled"] else off)}


@dataclass(frozen=True, kw_only=True)
class DeviceRenewed(Event):
    """A city gave a tracker another key."""

    kind: ClassVar[str] = "device.renewed"
    says: ClassVar[str | Promise] = _("Tracker {ident} has a new key")
    device_id: str
    ident: str


@dataclass(frozen=True, kw_only=True)
class ZoneEntered(Event):
    """A team at an incident came into a zone of it."""

    kind: ClassVar[str] = "zone.entered"
    says: ClassVar[str | Promise] = _("{name} entered {zone_said}")
    team_id: str
    name: str
    zone_id: str  # a drawn feature, or the incident itself: its scene
    zone: str
    category: str  # blank for the scene

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the zone by its label and category."""
        if not payload["category"]:
            return {"zone_said": str(pgettext_lazy("zone", "the scene"))}
        known = CATEGORIES.get(payload["category"])
        kind = known.name if known else payload["category"]
        return {"zone_said": f"{kind} {payload['zone']}".strip()}


@dataclass(frozen=True, kw_only=True)
class ZoneLeft(ZoneEntered):
    """A team at an incident left a zone of it."""

    kind: ClassVar[str] = "zone.left"
    says: ClassVar[str | Promise] = _("{name} left {zone_said}")


@dataclass(frozen=True, kw_only=True)
class PositionLost(Event):
    """No position of a deployed team has come for too long; once per silence."""

    kind: ClassVar[str] = "position.lost"
    says: ClassVar[str | Promise] = _("Position of {name} lost: nothing heard for {seconds} s")
    team_id: str
    name: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class PositionRegained(Event):
    """A deployed team that was lost is heard again."""

    kind: ClassVar[str] = "position.regained"
    says: ClassVar[str | Promise] = _("Position of {name} is heard again")
    team_id: str
    name: str
