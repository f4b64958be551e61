"""A standard SensorThings client, made by others, writes to the running system and reads it."""

import os
import subprocess
import sys
from datetime import timedelta

import frost_sta_client as sta
import pytest
import requests
from django.db import connection
from django.utils.timezone import now
from frost_sta_client.model.ext.data_array_value import DataArrayValue
from geojson import Point

from incidents.monitoring.intake.actions import register_feed_device
from incidents.monitoring.models import Reading
from tests import make
from tests.make import BAOTOU, HOHHOT, Post
from tests.support.client import client_of
from tests.support.live import ROOT, free_port, url_of, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
    # The client's own affair.
    pytest.mark.filterwarnings("ignore:furl.pathstr is deprecated"),
]

TOKEN = "t" * 32
COLUMN = DataArrayValue.Property


class Signed(sta.AuthHandler):
    """The session of a person, as the client lets one put it in."""

    def __init__(self, person):
        self.session = client_of(person).session.session_key

    def add_auth_header(self):
        return self

    def __call__(self, request):
        request.headers["Cookie"] = f"sessionid={self.session}; csrftoken={TOKEN}"
        request.headers["X-CSRFToken"] = TOKEN
        return request


@pytest.fixture
def served(tmp_path, db):
    """Start the web server on the database of the test; give the address of the interface."""
    port = free_port()
    url = url_of(os.environ["DATABASE_URL"], connection.settings_dict["NAME"])
    words = ["uvicorn", "command.asgi:application", "--port", str(port), "--ws", "none"]
    with (tmp_path / "web.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *words, "--log-level", "warning"],
            cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, stdout=log, stderr=log,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}/sta/v1.1"
    try:
        wait_until(lambda: answers(f"{address}/"), "the web server")
        yield address
    finally:
        process.terminate()
        process.wait(30)


def answers(address):
    try:
        return requests.get(address, timeout=30).status_code == 401
    except requests.RequestException:
        return False


def gauge():
    """Return a thing as the client's own examples make one."""
    place = sta.Location(
        name="三湖河口", description="left bank", encoding_type="application/geo+json",
        location=Point((109.9, 40.6)),
    )  # fmt: skip
    stream = sta.Datastream(
        name="水位", description="every hour",
        observation_type="http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
        unit_of_measurement=sta.UnitOfMeasurement(
            name="metre", symbol="m", definition="http://qudt.org/vocab/unit/M"
        ),
        sensor=sta.Sensor(
            name="radar", description="level", encoding_type="application/pdf",
            metadata="https://example.org/radar.pdf",
        ),
        observed_property=sta.ObservedProperty(
            name="水位", definition="http://example.org/stage", description="above datum"
        ),
    )  # fmt: skip
    return sta.Thing(
        name="三湖河口", description="gauge", locations=[place], datastreams=[stream]
    )


def test_a_standard_client_writes_and_reads(served):
    desk = sta.SensorThingsService(served, Signed(make.person(Post.DUTY_OFFICER, BAOTOU)))
    thing = gauge()
    desk.create(thing)

    [found] = desk.things().query().filter("startswith(name,'三湖')").list()
    assert (found.id, found.name, found.properties["region"]) == (thing.id, "三湖河口", BAOTOU)
    expand = "Locations,Datastreams($expand=Sensor,ObservedProperty)"
    [whole] = desk.things().query().expand(expand).list()
    [stream] = whole.datastreams
    assert next(iter(whole.locations)).location["coordinates"] == [109.9, 40.6]
    assert (stream.sensor.name, stream.observed_property.name) == ("radar", "水位")
    assert stream.unit_of_measurement.symbol == "m"

    begin = now().replace(microsecond=0) - timedelta(hours=50)
    first = sta.Observation(
        phenomenon_time=begin.isoformat(), result=1.25, datastream=sta.Datastream(id=stream.id)
    )
    desk.create(first)
    assert desk.observations().find(first.id).result == 1.25

    device = register_feed_device(
        actor=make.person(Post.DUTY_OFFICER, BAOTOU), label="gateway", region=BAOTOU
    )
    gateway = sta.SensorThingsService(served, sta.AuthHandler(device.ident, device.key))
    rows = DataArrayValue()
    rows.datastream = stream
    rows.components = {COLUMN.PHENOMENON_TIME, COLUMN.RESULT}
    for n in range(1, 41):
        at = (begin + timedelta(hours=n)).isoformat()
        rows.add_observation(sta.Observation(phenomenon_time=at, result=(125 + n) / 100))
    document = sta.DataArrayDocument()
    document.add_data_array_value(rows)
    made = gateway.observations().create(document)
    assert len({each.self_link for each in made}) == 40
    assert Reading.objects.filter(datastream=stream.id).count() == 41

    # The client follows the pages by itself.
    query = stream.get_observations().query().orderby("phenomenonTime", "desc").top(7).count()
    pages = query.list()
    results = [each.result for each in pages]
    assert (pages.count, results) == (41, [(125 + n) / 100 for n in range(40, -1, -1)])
    high = desk.observations().query().filter("result gt 1.6 and result lt 1.635").list()
    assert sorted(each.result for each in high) == [1.61, 1.62, 1.63]
    [mine] = gateway.things().query().list()
    assert mine.id == thing.id

    refused(lambda: gateway.create(gauge()), 403)
    refused(lambda: desk.create(sta.Observation(result="high", datastream=stream)), 400)
    other = sta.Observation(phenomenon_time=begin.isoformat(), result=9, datastream=stream)
    refused(lambda: desk.create(other), 409)
    refused(lambda: desk.delete(thing), 405)
    refused(lambda: desk.things().query().filter("name eq").list(), 400)
    outside = sta.SensorThingsService(served, Signed(make.person(Post.COMMANDER, HOHHOT)))
    assert list(outside.things().query().list()) == []
    refused(lambda: outside.things().find(thing.id), 404)
    stranger = sta.SensorThingsService(served, sta.AuthHandler(device.ident, "wrong"))
    refused(lambda: stranger.things().query().list(), 401)
    assert Reading.objects.count() == 41


def refused(act, status):
    with pytest.raises(requests.HTTPError) as error:
        act()
    assert error.value.response.status_code == status
    assert error.value.response.json()["error"]["message"]
