"""The numbers of tracking, as the rules of an authority have them."""

from dataclasses import dataclass
from typing import Self

from command.core import authority
from resources.tracking.models import TrackingLimit

# Code and what holds when somebody has switched the rule off.
CODES = {
    "late-after": 30,
    "lost-after": 120,
    "accuracy": 10_000_000,
    "top-speed": 1_000_000,
    "kept-days": 3650,
    "scene-radius": 0,
    "scene-margin": 0,
    "per-minute": 1_000_000,
    "tally-days": 36500,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What holds: seconds, metres, km/h, days; ``scene_radius`` 0 means no zone."""

    late_after: int
    lost_after: int
    accuracy: int
    top_speed: int
    kept_days: int
    scene_radius: int
    scene_margin: int
    per_minute: int
    tally_days: int

    @classmethod
    def of(cls, code: str | None = None) -> Self:
        """Return what holds for an authority, or for whoever acts. One query."""
        rows = TrackingLimit.in_force.of(code or authority.of(None))
        held = CODES | {row.code: row.value for row in rows if row.code in CODES}
        return cls(**{name.replace("-", "_"): value for name, value in held.items()})
