"""The facts that the duty roster records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import regions
from command.core.events import Event

Said = str | Promise


@dataclass(frozen=True, kw_only=True)
class OfRegion:
    """Names the authority in words."""

    region: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the region, times and reasons into words."""
        reason = payload.get("reason") or ""
        return {
            "region": regions.name(payload["region"]),
            "starts_at": str(payload.get("starts_at", ""))[:16].replace("T", " "),
            "why": _(" — %s") % reason if reason else "",
        }


@dataclass(frozen=True, kw_only=True)
class ShiftAssigned(OfRegion, Event):
    """A shift was planned, or planned anew; times are those of China."""

    kind: ClassVar[str] = "shift.assigned"
    says: ClassVar[Said] = gettext_lazy("{region}: the shift of {starts_at} was planned")
    shift_id: str
    starts_at: str


@dataclass(frozen=True, kw_only=True)
class ShiftStarted(OfRegion, Event):
    """Somebody came on duty."""

    kind: ClassVar[str] = "shift.started"
    says: ClassVar[Said] = gettext_lazy("{region}: {actor} is on duty")
    shift_id: str
    role: str


@dataclass(frozen=True, kw_only=True)
class HandoverGiven(OfRegion, Event):
    """The giver signed the handover page."""

    kind: ClassVar[str] = "handover.given"
    says: ClassVar[Said] = gettext_lazy(
        "{region}: {giver} hands the watch over to {taker}{why}"
    )
    handover_id: str
    giver: str
    taker: str
    digest: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class HandoverTaken(OfRegion, Event):
    """The taker read the page and signed."""

    kind: ClassVar[str] = "handover.taken"
    says: ClassVar[Said] = gettext_lazy("{region}: {taker} has taken the watch over")
    handover_id: str
    taker: str
    digest: str
