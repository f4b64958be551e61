"""The only code of quiet areas that reads."""

from incidents.monitoring.quiet.selectors.cards import QuietAreaCard
from incidents.monitoring.quiet.selectors.listing import (
    area_seen,
    ended_lately,
    open_areas,
    overdue,
    rows,
    seen_by,
)
from incidents.monitoring.quiet.selectors.look import look, watched
from incidents.monitoring.quiet.selectors.near import incident_for

__all__ = [
    "QuietAreaCard",
    "area_seen",
    "ended_lately",
    "incident_for",
    "look",
    "open_areas",
    "overdue",
    "rows",
    "seen_by",
    "watched",
]
