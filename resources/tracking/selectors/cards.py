"""The public views of tracking: plain values, fit for JSON."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from command.core.regions import city_of
from resources.tracking.models import Device


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCard:
    """A tracker of a city: what it is on, and how it speaks. Never its key."""

    id: str
    ident: str
    label: str
    uid: str
    team: str | None
    asset: str | None
    name: str
    city: str
    datum: str
    enabled: bool
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, device: Device) -> Self:
        """Build the card; needs ``team`` and ``asset`` selected."""
        bearer = device.team or device.asset
        return cls(
            id=str(device.pk),
            ident=device.ident,
            label=device.label,
            uid=device.uid,
            team=str(device.team_id) if device.team_id else None,
            asset=str(device.asset_id) if device.asset_id else None,
            name=bearer.name if bearer else "",
            city=city_of(bearer.region_id) if bearer else device.origin,
            datum=device.datum,
            enabled=device.enabled,
            origin=device.origin,
            exercise=device.exercise_id is not None,
            at=device.changed_at.isoformat(),
        )


def device_view(device: Device) -> dict[str, Any]:
    """Return the card as the journal keeps it."""
    return asdict(DeviceCard.of(device))
