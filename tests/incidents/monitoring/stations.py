"""Stations for the tests of this room."""

from command.core import journal
from incidents.monitoring.actions import register_datastream, register_station
from tests import make
from tests.make import Post


def station(region=make.BAOTOU, code="ZJF"):
    """Register Zhaojunfen, or another place under its name."""
    where = region or make.REGION
    return register_station(
        actor=make.person(Post.DUTY_OFFICER, where),
        code=code,
        name_zh="昭君坟",
        name_en="Zhaojunfen",
        region=region,
        point=(40.485, 109.7),
    )


def stage_at(place=None, *, key="stage", unit="m", **limits):
    """Register a water stage, with the limits given."""
    place = place or station()
    return register_datastream(
        actor=make.person(Post.DUTY_OFFICER, place.origin),
        station_id=place.id,
        key=key,
        name="水位",
        name_en="Stage",
        unit=unit,
        interval_s=3600,
        **limits,
    )


def told(room):
    """Return what was told of alarms in a room."""
    return [e for e in journal.since(room, 0) if e["kind"].startswith("alarm.")]
