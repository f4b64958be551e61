"""Stations, streams and readings as a SensorThings client meets them."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.utils.timezone import now

from incidents.monitoring.actions import record_readings
from incidents.monitoring.sta.entities import MEASUREMENT
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


def send(client, path, given, *, status=201):
    """Write; the body is JSON."""
    answer = client.post(f"{ROOT}{path}", given, content_type="application/json")
    assert answer.status_code == status, (path, given, answer.content)
    return answer


def basic(name, key):
    """Return the header of a device, as standard clients say it."""
    return {"Authorization": "Basic " + b64encode(f"{name}:{key}".encode()).decode()}


def thing():
    """Return a new thing with all that hangs on it."""
    at = now().replace(minute=0, second=0, microsecond=0)
    return {
        "name": "三湖河口",
        "description": "水文站",
        "Locations": [
            {
                "name": "三湖河口",
                "description": "左岸",
                "encodingType": "application/geo+json",
                "location": {"type": "Point", "coordinates": [109.9, 40.6]},
            }
        ],
        "Datastreams": [
            {
                "name": "水位",
                "description": "每小时",
                "observationType": MEASUREMENT,
                "unitOfMeasurement": {"name": "metre", "symbol": "m", "definition": "ucum:m"},
                "properties": {"warning": 3.0, "guarantee": 4.0},
                "Sensor": {
                    "name": "雷达水位计",
                    "description": "",
                    "encodingType": "application/pdf",
                    "metadata": "https://example.org/radar.pdf",
                },
                "ObservedProperty": {
                    "name": "水位",
                    "definition": "http://example.org/stage",
                    "description": "相对基面",
                },
                "Observations": [
                    {"phenomenonTime": (at - timedelta(hours=2)).isoformat(), "result": 1.5},
                    {"phenomenonTime": (at - timedelta(hours=1)).isoformat(), "result": None},
                ],
            }
        ],
    }
