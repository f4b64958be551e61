"""Dalad with two stations, and its neighbour over the river with one."""

from datetime import timedelta

from django.utils.timezone import now

from incidents.monitoring.actions import (
    record_readings,
    register_datastream,
    register_station,
)
from incidents.monitoring.quiet.models import QuietAreaState
from incidents.monitoring.quiet.tasks import look_at

JIUYUAN = "150207"
PATIENCE = timedelta(hours=3)  # three intervals of an hour
BEAT = timedelta(minutes=1)


def hours_ago(hours):
    return now() - timedelta(hours=hours)


def stream(code, region, *, interval_s=3600, point=(40.5, 109.9)):
    """Register a station that gives one value every hour."""
    station = register_station(
        actor=None,
        code=code,
        name_zh=f"站{code}",
        name_en=f"Station {code}",
        region=region,
        point=point,
    )
    return register_datastream(
        actor=None,
        station_id=station.pk,
        key="H",
        name="水位",
        name_en="Stage",
        unit="m",
        interval_s=interval_s,
    )


def speak(at, *streams, value=1.0):
    """Let stations give a value."""
    record_readings(actor=None, readings=[(one.pk, at, value) for one in streams])


def go_on(*streams):
    """Let stations give a value every two hours until now."""
    told = [(one.pk, hours_ago(hours), 1.0) for hours in range(8, -1, -2) for one in streams]
    record_readings(actor=None, readings=told)


def three_stations(dalad="150621", *, beside=True):
    """Two stations in Dalad and one beside it, that all spoke ten hours ago.

    For seven hours Dalad has been waited for; beside it they spoke every two hours.
    """
    made = stream("D-1", dalad), stream("D-2", dalad), stream("N-1", JIUYUAN)
    if beside:
        go_on(made[2])
    speak(hours_ago(10), *made)
    return made


def beats(start, *, minutes=2):
    """Look at all areas minute by minute, as the clock does; return the open episodes."""
    for n in range(minutes + 1):
        look_at(start + n * BEAT)
    return list(QuietAreaState.objects.filter(ended_at__isnull=True).select_related("area"))
