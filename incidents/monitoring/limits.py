"""The numbers of telemetry, as the rules of an authority have them."""

from dataclasses import dataclass
from typing import Self

from command.core import authority
from incidents.monitoring.models import TelemetryLimit

# Code and what holds when somebody has switched the rule off.
CODES = {
    "ahead": 100 * 365 * 86400,
    "raw-days": 100 * 365,
    "minute-days": 100 * 365,
    "hour-days": 100 * 365,
    "forecast-days": 100 * 365,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What holds: ``ahead`` in seconds, the others in days."""

    ahead: int
    raw_days: int
    minute_days: int
    hour_days: int
    forecast_days: int

    @classmethod
    def of(cls, code: str | None = None) -> Self:
        """Return what holds for an authority, or for whoever acts. One query."""
        rows = TelemetryLimit.in_force.of(code or authority.of(None))
        held = CODES | {row.code: row.value for row in rows if row.code in CODES}
        return cls(**{name.replace("-", "_"): value for name, value in held.items()})
