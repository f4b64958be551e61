"""The public views of devices: plain values, fit for JSON."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from command.core.rooms import register_room
from command.core.times import iso
from incidents.monitoring.intake.models import FeedDevice, Subscription


@dataclass(frozen=True, slots=True)
class SubscriptionCard:
    """A topic of a broker that a device is heard on."""

    id: str
    broker: str
    topic: str
    paths: dict[str, str]
    enabled: bool

    @classmethod
    def of(cls, row: Subscription) -> Self:
        """Build the card; asks the database nothing."""
        return cls(str(row.pk), row.broker, row.topic, dict(row.paths), row.enabled)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDeviceCard:
    """A machine that pushes readings: for which stations it speaks. Never its key.

    ``stations`` is empty when it speaks for all of its region.
    """

    id: str
    ident: str
    label: str
    region: str
    stations: list[str]
    subscriptions: list[SubscriptionCard]
    enabled: bool
    room: str
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, device: FeedDevice) -> Self:
        """Build the card; needs ``subscriptions`` prefetched, or asks for them."""
        return cls(
            id=str(device.pk),
            ident=device.ident,
            label=device.label,
            region=device.region_id,
            stations=[str(one) for one in device.stations],
            subscriptions=[
                SubscriptionCard.of(row) for row in device.subscriptions.all() if row.enabled
            ],
            enabled=device.enabled,
            room=device_room(device),
            origin=device.origin,
            exercise=device.exercise_id is not None,
            at=iso(device.changed_at),
        )


def device_room(device: FeedDevice) -> str:
    """Return the room in which a device's facts are told."""
    return register_room(device.region_id, device.exercise_id)


def device_view(device: FeedDevice) -> dict[str, Any]:
    """Return the card as the journal keeps it."""
    return asdict(FeedDeviceCard.of(device))
