"""The facts that paging records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from command.core.events import Event
from command.tasking.events import CHANNELS
from command.tasking.paging.words import why


@dataclass(frozen=True, kw_only=True)
class OfPages:
    """What every fact about pages says; no event by itself.

    ``people`` is how many were called about the same, ``channel`` by which way, ``code`` why
    not. No number and no contact's name stands here: those are destroyed in time.
    """

    subject: str
    channel: str
    people: int
    code: str = ""

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the channel, the count and the reason in words."""
        people = payload.get("people", 0)
        return {
            "subject": payload.get("subject", ""),
            "by": CHANNELS.get(payload.get("channel", ""), ""),
            "counted": ngettext("%(count)d person", "%(count)d people", people)
            % {"count": people},
            "why": why(payload.get("code", "")),
        }


@dataclass(frozen=True, kw_only=True)
class PageSent(OfPages, Event):
    """Calls left the system: the gateway or the push service has them."""

    kind: ClassVar[str] = "page.sent"
    says = _("{counted} called by {by}: {subject}")


@dataclass(frozen=True, kw_only=True)
class PageFailed(OfPages, Event):
    """Calls could not be brought out by any of their channels."""

    kind: ClassVar[str] = "page.failed"
    says = _("{counted} not reached by {by} ({why}): {subject}")


@dataclass(frozen=True, kw_only=True)
class PageRefused(OfPages, Event):
    """Calls were kept in: an exercise, somebody off duty, or it is answered already."""

    kind: ClassVar[str] = "page.refused"
    says = _("{counted} not called ({why}): {subject}")


@dataclass(frozen=True, kw_only=True)
class PageDelivered(OfPages, Event):
    """The gateway says that a call arrived."""

    kind: ClassVar[str] = "page.delivered"
    says = _("{counted} reached by {by}: {subject}")


@dataclass(frozen=True, kw_only=True)
class DeviceAdded(Event):
    """Somebody entered a device on which they may be called."""

    kind: ClassVar[str] = "pager.added"
    says = _("{actor} may be called on {label}")
    device_id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class DeviceForgotten(Event):
    """A device is used no more."""

    kind: ClassVar[str] = "pager.forgotten"
    says = _("{actor} is no longer called on {label}")
    device_id: str
    label: str
