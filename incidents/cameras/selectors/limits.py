"""The numbers that hold for live pictures, from their rule book."""

from dataclasses import dataclass

from django.conf import settings

from incidents.cameras.models import StreamRule


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, looks, pictures and metres; where no rule is in force, nothing is asked."""

    frozen_s: int = 0
    still_s: int = 0
    out_after: int = 1
    most_tiles: int = 0
    near_m: int = 0


def limits(authority: str = "") -> Limits:
    """Return what holds for an authority, the node's own if none is named. One query."""
    rows = StreamRule.in_force.of(authority or settings.NODE_ORIGIN)
    known = Limits.__dataclass_fields__
    return Limits(**{row.code: row.value for row in rows if row.code in known})
