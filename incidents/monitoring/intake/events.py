"""The facts that the intake records: devices, their keys, and what they are listened to on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.events import Event


@dataclass(frozen=True, kw_only=True)
class FeedDeviceRegistered(Event):
    """An authority gave a machine a key with which it pushes readings."""

    kind: ClassVar[str] = "feed_device.registered"
    says: ClassVar[str | Promise] = _("Device {label} ({ident}) may report readings")
    feed_device_id: str
    ident: str
    label: str


@dataclass(frozen=True, kw_only=True)
class FeedDeviceChanged(Event):
    """The name of a device or the stations that it speaks for were changed."""

    kind: ClassVar[str] = "feed_device.changed"
    says: ClassVar[str | Promise] = _("Device {label} ({ident}) was changed")
    feed_device_id: str
    ident: str
    label: str


@dataclass(frozen=True, kw_only=True)
class FeedDeviceSwitched(Event):
    """A device was switched on or off."""

    kind: ClassVar[str] = "feed_device.switched"
    says: ClassVar[str | Promise] = _("Device {label} ({ident}) is switched {state}. {reason}")
    feed_device_id: str
    ident: str
    label: str
    enabled: bool
    reason: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say on or off."""
        on, off = pgettext_lazy("device", "on"), pgettext_lazy("device", "off")
        return {"state": str(on if payload["enabled"] else off)}


@dataclass(frozen=True, kw_only=True)
class FeedDeviceRenewed(Event):
    """A device was given another key."""

    kind: ClassVar[str] = "feed_device.renewed"
    says: ClassVar[str | Promise] = _("Device {label} ({ident}) has a new key")
    feed_device_id: str
    ident: str
    label: str


@dataclass(frozen=True, kw_only=True)
class TopicSubscribed(Event):
    """A topic of a broker is listened to in the name of a device."""

    kind: ClassVar[str] = "feed_device.subscribed"
    says: ClassVar[str | Promise] = _("Device {label} is heard at {broker} on {topic}")
    feed_device_id: str
    label: str
    broker: str
    topic: str


@dataclass(frozen=True, kw_only=True)
class TopicUnsubscribed(Event):
    """A topic of a broker is listened to no longer."""

    kind: ClassVar[str] = "feed_device.unsubscribed"
    says: ClassVar[str | Promise] = _(
        "Device {label} is no longer heard at {broker} on {topic}"
    )
    feed_device_id: str
    label: str
    broker: str
    topic: str
