"""Facts about notifications to neighbours."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from incidents.events.base import AboutIncident
from incidents.joint.events.base import AboutNotification

Said = str | Promise


@dataclass(frozen=True, kw_only=True)
class NotificationSent(AboutNotification, Event):
    """Neighbours were told of an incident."""

    kind: ClassVar[str] = "notification.sent"
    says: ClassVar[Said] = _("{by} notifies {cities} ({number}): {text}")
    by: str
    cities: list[str]
    text: str


@dataclass(frozen=True, kw_only=True)
class NotificationSeen(AboutNotification, Event):
    """Somebody of the addressee opened a notification."""

    kind: ClassVar[str] = "notification.seen"
    says: ClassVar[Said] = _("{to} has seen notification {number}")
    to: str


@dataclass(frozen=True, kw_only=True)
class NotificationAcknowledged(AboutNotification, Event):
    """The addressee signed for a notification, or was reached by telephone."""

    kind: ClassVar[str] = "notification.acknowledged"
    says: ClassVar[Said] = _("{to} acknowledged notification {number}{why}")
    to: str
    by_phone: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class NotificationEscalated(AboutNotification, Event):
    """Nobody acknowledged in time; the commander of the addressee is called."""

    kind: ClassVar[str] = "notification.escalated"
    says: ClassVar[Said] = _(
        "Notification {number} is not acknowledged by {to} after {minutes} minutes"
    )
    to: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class NotificationWaived(AboutIncident, Event):
    """Somebody signed why the neighbours are not told."""

    kind: ClassVar[str] = "notification.waived"
    says: ClassVar[Said] = _("Neighbours are not notified{why}")
    waiver_id: str
    grade: int | None
    reason: str
