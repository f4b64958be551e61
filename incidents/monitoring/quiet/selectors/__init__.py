"""The only code of quiet areas that reads."""

from incidents.monitoring.quiet.selectors.cards import QuietAreaCard
from incidents.monitoring.quiet.selectors.listing import (
    area_seen,
    areas_at,
    ended_lately,
    open_areas,
    outlines,
    overdue,
    rows,
    seen_by,
)
from incidents.monitoring.quiet.selectors.look import look, watched
from incidents.monitoring.quiet.selectors.near import incident_for
from incidents.monitoring.quiet.selectors.townships import TownshipCard, townships

__all__ = [
    "QuietAreaCard",
    "TownshipCard",
    "area_seen",
    "areas_at",
    "ended_lately",
    "incident_for",
    "look",
    "open_areas",
    "outlines",
    "overdue",
    "rows",
    "seen_by",
    "townships",
    "watched",
]
