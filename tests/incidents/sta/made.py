"""Stations, streams and readings as a SensorThings client meets them."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from incidents.monitoring.actions import record_readings
from tests import make
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import Post
from tests.support.client import client_of

ROOT = "/sta/v1.1/"
START = datetime(2027, 3, 19, 8, tzinfo=UTC)


def world():
    """Make two gauges in Baotou with a few readings, and one in Ulanqab."""
    gauge = stage_at(station(make.BAOTOU, code="ZJF"), warning=3.0)
    flow = stage_at(gauge.station, key="flow", unit="m³/s")
    other = stage_at(station(make.BAOTOU, code="DSW"))
    hidden = stage_at(station(make.ULANQAB, code="JN"))
    values = [1.0, 1.5, None, 2.5, 2.0]
    record(gauge, values)
    record(flow, [700.0, 720.0])
    record(hidden, [9.0])
    return {"gauge": gauge, "flow": flow, "other": other, "hidden": hidden}


def record(stream, values):
    """Record a value an hour."""
    readings = [(stream.id, START + timedelta(hours=n), v) for n, v in enumerate(values)]
    record_readings(actor=None, readings=readings)


def desk(region=make.BAOTOU):
    """Return a client of the duty officer of a city."""
    return client_of(make.person(Post.DUTY_OFFICER, region))


def asked(client, path, *, status=200, **given):
    """Ask; the options are given without their dollar."""
    query = urlencode({f"${name}": text for name, text in given.items()})
    answer = client.get(f"{ROOT}{path}?{query}")
    assert answer.status_code == status, answer.content
    return answer.json()


def names(answer, what="name"):
    """Return one property of all that was answered."""
    return [each[what] for each in answer["value"]]
