"""The numbers that alarms work by, and the ladder of those who are called."""

from datetime import timedelta

from command.core import regions
from incidents.monitoring.models import AlarmLimit, AlarmRung

FLOOD_COUNT = "flood-count"
FLOOD_WINDOW = "flood-window"
CAUSE_WINDOW = "cause-window"
SHELF_MOST = "shelf-most"
# What holds when a rule was taken out of its book: nothing rings for ever or is lost.
USUAL = {FLOOD_COUNT: 10, FLOOD_WINDOW: 600, CAUSE_WINDOW: 600, SHELF_MOST: 28800}


def limits_of(region: str | None) -> dict[str, int]:
    """Return the numbers that hold in a region, by code. One query."""
    rows = AlarmLimit.in_force.of(regions.city_of(region or regions.REGION))
    return {**USUAL, **{row.code: row.value for row in rows}}


def seconds(limits: dict[str, int], code: str) -> timedelta:
    """Return a number of seconds as a length of time."""
    return timedelta(seconds=limits[code])


def ladder_of(city: str) -> list[AlarmRung]:
    """Return the rungs that hold in a city, the lowest of each level first. One query."""
    return sorted(AlarmRung.in_force.of(city), key=lambda row: (row.level, row.rung, row.code))
