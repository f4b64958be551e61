"""What all intakes do with a position that was read: the edge of the system."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import isfinite

from django.utils.timezone import now

from resources import positions
from resources.positions import AHEAD, FASTEST, Fix
from resources.tracking.datum import to_wgs84
from resources.tracking.intake.gate import Refused, tally
from resources.tracking.lifecycle import Why
from resources.tracking.limits import Limits
from resources.tracking.models import Device

# Later than this it is milliseconds since 1970, not seconds.
SECONDS_END = 100_000_000_000
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
# The four cities and a wide margin, to know two swapped numbers by.
NEAR = (35.0, 50.0, 95.0, 125.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a tracker said, as it said it: its own datum, nothing judged."""

    lat: float
    lon: float
    at: datetime
    heading: float | None = None
    accuracy: float | None = None
    speed_mps: float | None = None
    battery: float | None = None


def take(device: Device, told: list[Told]) -> int:
    """Keep what a device told; return how many things moved. Raises ``Refused``.

    What cannot be is refused with the whole message: a tracker sends one at a time.
    """
    limits = Limits.of(device.origin)
    try:
        fixes = [_fix(device, one, limits) for one in told]
    except Refused as refused:
        raise Refused(refused.why, device, refused.status) from None
    moved = positions.record(fixes)
    tally(device, Why.TAKEN, len(fixes))
    return moved


def number(given: object) -> float | None:
    """Return a finite number, or nothing for what is none."""
    if given is None or isinstance(given, bool):
        return None
    try:
        value = float(str(given))
    except ValueError:
        return None
    return value if isfinite(value) else None


def needed(given: object) -> float:
    """Return a finite number. Raises ``Refused`` when there is none: NaN is no place."""
    value = number(given)
    if value is None:
        raise Refused(Why.NO_PLACE)
    return value


def moment(given: object) -> datetime:
    """Return a time said as seconds, as milliseconds, or in ISO 8601. Raises ``Refused``."""
    if given is None or given == "":
        return now()
    value = number(given)
    try:
        if value is not None:
            seconds = value / 1000 if abs(value) >= SECONDS_END else value
            return datetime.fromtimestamp(seconds, UTC)
        found = datetime.fromisoformat(str(given).strip())
    except (ValueError, OverflowError, OSError):
        raise Refused(Why.UNREADABLE) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _fix(device: Device, told: Told, limits: Limits) -> Fix:
    if not (-90 <= told.lat <= 90 and -180 <= told.lon <= 180):
        south, north, west, east = NEAR
        swapped = south <= told.lon <= north and west <= told.lat <= east
        raise Refused(Why.SWAPPED if swapped else Why.NO_PLACE)
    if told.lat == 0 and told.lon == 0:
        raise Refused(Why.NO_PLACE)  # what a receiver says that sees no satellite
    at = now()
    if told.at > at + AHEAD:
        raise Refused(Why.FUTURE)
    if told.at < max(FIRST, at - timedelta(days=limits.kept_days)):
        raise Refused(Why.OLD)
    lat, lon = to_wgs84(device.datum, told.lat, told.lon)
    fix = Fix(
        team_id=device.team_id,
        asset_id=device.asset_id,
        lat=lat,
        lon=lon,
        observed_at=told.at,
    )
    return replace(
        fix,
        heading_deg=_within(told.heading, 360),
        accuracy_m=_within(told.accuracy, 1e6),
        speed_mps=_within(told.speed_mps, FASTEST),
        battery=_within(told.battery, 100),
    )


def _within(value: float | None, most: float) -> float | None:
    """Return a value that can be; a receiver says -1 for what it does not know."""
    return value if value is not None and 0 <= value <= most else None
