"""What a SensorThings client writes: whole trees or nothing, always through the doors."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now
from rest_framework.exceptions import ValidationError

from command.core.models import Entry
from incidents.monitoring.intake.actions import register_feed_device
from incidents.monitoring.models import (
    Datastream,
    ObservedProperty,
    Reading,
    Sensor,
    Station,
)
from incidents.monitoring.sta.entities import KINDS
from incidents.monitoring.sta.given import shapes
from incidents.monitoring.sta.writing import read
from tests import make
from tests.incidents.sta.made import ROOT, asked, basic, desk, names, send, thing, world
from tests.make import Post
from tests.support.client import client_of
from tests.support.once import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def all_of_it(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, world) as made:
        yield made


@pytest.fixture
def there(all_of_it, db):
    return all_of_it


@pytest.fixture
def counted():
    """Return how many of each there are."""
    models = (Station, Datastream, Sensor, ObservedProperty, Reading)
    return lambda: [model.objects.count() for model in models]


def hour(ago=0):
    at = now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=ago)
    return at.isoformat()


def test_a_whole_tree_is_inserted_at_once_and_read_back(there):
    client = desk()
    answer = send(client, "Things", thing())
    made = answer.json()
    assert answer["Location"] == made["@iot.selfLink"]
    assert made["properties"]["region"] == make.BAOTOU
    path = answer["Location"].removeprefix("http://testserver/sta/v1.1/")
    tree = asked(client, path, expand="Locations,Datastreams($expand=Observations,Sensor,"
                 "ObservedProperty)")  # fmt: skip
    assert tree["Locations"][0]["location"]["coordinates"] == [109.9, 40.6]
    [stream] = tree["Datastreams"]
    assert stream["Sensor"]["metadata"] == "https://example.org/radar.pdf"
    assert stream["ObservedProperty"]["properties"]["unit"] == "m"
    assert (stream["unitOfMeasurement"]["symbol"], names_of(stream)) == ("m", [1.5, None])
    kinds = Entry.objects.values_list("kind", flat=True)
    assert {"sensor.registered", "stream.registered"} <= set(kinds)


def names_of(stream):
    return [each["result"] for each in stream["Observations"]]


def test_streams_are_added_to_what_is_there_by_its_key(there):
    client, place = desk(), there["gauge"].station
    sensor = send(client, "Sensors", {"name": "雷达水位计"}).json()["@iot.id"]
    seepage = ObservedProperty.objects.get(code="seepage_flow")
    stream = thing()["Datastreams"][0] | {
        "Sensor": {"@iot.id": sensor, "name": "whatever a client sends along"},
        "ObservedProperty": {"@iot.id": str(seepage.pk)},
        "unitOfMeasurement": {"name": "litre a minute", "symbol": "L/min", "definition": "x"},
    }
    made = send(client, f"Things('{place.pk}')/Datastreams", stream).json()
    by_key = send(client, "Datastreams", stream | {"Thing": {"@iot.id": str(place.pk)}}).json()
    assert asked(client, f"Datastreams('{made['@iot.id']}')/Sensor")["name"] == "雷达水位计"
    of_sensor = asked(client, f"Sensors('{sensor}')/Datastreams", select="id")
    assert set(names(of_sensor, "@iot.id")) == {made["@iot.id"], by_key["@iot.id"]}
    prop = {"name": "流凌密度", "properties": {"code": "ice", "unit": "%"}}
    assert send(client, "ObservedProperties", prop).json()["properties"]["code"] == "ice"
    moved = {"encodingType": "application/geo+json",
             "location": {"type": "Point", "coordinates": [110, 41]}}  # fmt: skip
    assert send(client, f"Things('{place.pk}')/Locations", moved).status_code == 201
    assert asked(client, f"Locations('{place.pk}')/location")["location"]["coordinates"] == [
        110, 41,
    ]  # fmt: skip


def test_an_observation_is_recorded_once(there, counted):
    client, other = desk(), there["other"]
    path = f"Datastreams('{other.pk}')/Observations"
    given = {"phenomenonTime": hour(2), "result": 2.25, "resultTime": hour(2)}
    first = send(client, path, given)
    before = counted()
    linked = {**given, "Datastream": {"@iot.id": str(other.pk)},
              "FeatureOfInterest": {"@iot.id": str(other.station_id)}}  # fmt: skip
    again = send(client, "Observations", linked)
    assert (first["Location"], first.json()["result"]) == (again["Location"], 2.25)
    at_another = send(client, f"FeaturesOfInterest('{other.station_id}')/Observations",
                      {"result": 2, "Datastream": {"@iot.id": str(other.pk)}})  # fmt: skip
    assert at_another.status_code == 201
    assert counted()[-1] == before[-1] + 1
    refused = send(client, path, {**given, "result": 9.0}, status=409).json()["error"]
    assert refused["detail"]["why"] == "conflicting"
    assert asked(client, first["Location"].partition("/v1.1/")[2])["result"] == 2.25


def test_rows_of_observations_are_judged_one_by_one(there):
    client, gauge, other = desk(), there["gauge"], there["other"]
    columns = {"components": ["phenomenonTime", "result"], "dataArray@iot.count": 4}
    arrays = [
        {"Datastream": {"@iot.id": str(other.pk)}, **columns,
         "dataArray": [[hour(5), 1], [hour(4), "high"], ["then", 2], [hour(3), 1e13]]},
        {"Datastream": {"@iot.id": str(there["hidden"].pk)}, **columns,
         "dataArray": [[hour(5), 1]]},
        {"Datastream": {"@iot.id": str(gauge.pk)}, "components": ["result"],
         "dataArray": [[None], [1, 2]]},
    ]  # fmt: skip
    answers = send(client, "CreateObservations", arrays).json()
    assert [a if a == "error" else "kept" for a in answers] == [
        "kept", "error", "error", "error", "error", "kept", "error",
    ]  # fmt: skip
    path = answers[0].partition("/v1.1/")[2]
    assert asked(client, f"{path}/Datastream")["@iot.id"] == str(other.pk)


def spoilt(**changes):
    return {**thing(), **changes}


def spoilt_stream(**changes):
    stream = {**thing()["Datastreams"][0], **changes}
    return spoilt(Datastreams=[thing()["Datastreams"][0], stream])


def reading(**changes):
    return {"result": 1.0, **changes}


AFTER = "2190-01-01T00:00:00Z"
SPAN = "2027-01-01T00:00:00Z/2027-01-02T00:00:00Z"
NOBODY = {"@iot.id": "01890000-0000-7000-8000-000000000000"}
ROW = {"Datastream": NOBODY, "components": ["result"], "dataArray": [[1]]}
# What can be told to be wrong without looking at anything.
MISSHAPEN = [
    (shapes.StaThingInput, given)
    for given in (
        {}, [], spoilt(name=""), spoilt(name="长" * 61), spoilt(owner="x"),
        spoilt(properties={"owner": "x"}), spoilt(Locations=[]),
        spoilt(Locations=[{"@iot.id": "x"}]), spoilt(HistoricalLocations=[{"time": "x"}]),
        *(
            spoilt(Locations=[{**thing()["Locations"][0], **changes}])
            for changes in (
                {"location": {"type": "Polygon", "coordinates": []}},
                {"location": {"type": "Point", "coordinates": [999, 1]}},
                {"location": {"type": "Point", "coordinates": ["a", 1]}},
                {"location": None}, {"encodingType": "text/html"}, {"encodingType": []},
            )
        ),
        spoilt_stream(Sensor={"@iot.id": "nobody"}), spoilt_stream(Sensor={"@iot.id": {}}),
        spoilt_stream(ObservedProperty=None), spoilt_stream(observationType="category"),
        spoilt_stream(unitOfMeasurement={"symbol": ""}), spoilt_stream(unitOfMeasurement="m"),
        spoilt_stream(Observations=[{"result": "high"}]),
        spoilt_stream(Observations=[{"result": 1, "phenomenonTime": "2201-01-01"}]),
    )
] + [
    (shapes.StaObservationInput, reading(**changes))
    for changes in (
        {"result": "1"}, {"result": True}, {"result": 1e13}, {"result": {"a": 1}},
        {"phenomenonTime": "x"}, {"phenomenonTime": SPAN}, {"parameters": {"a": 1}},
        {"resultQuality": "good"}, {"validTime": "x"}, {"id": 1},
        {"Datastream": {"name": "a new one"}}, {"Datastream": {"@iot.id": 7}},
    )
] + [
    (shapes.StaSensorInput, {"name": "x" * 101}),
    (shapes.StaArrayInput, {**ROW, "dataArray": [1]}),
    (shapes.StaArrayInput, {**ROW, "Datastream": {"@iot.id": "x"}}),
]  # fmt: skip
# What must be looked up.
WRONG = [
    ("Things", {"name": "x"}),
    ("Things", spoilt(properties={"region": "999999"})),
    ("Things", spoilt_stream(Sensor=NOBODY)),
    ("Things", spoilt_stream(properties={"warning": 3, "guarantee": 2})),
    ("Things", spoilt_stream(Observations=[reading(phenomenonTime=AFTER)])),
    ("Datastreams", thing()["Datastreams"][0]),
    ("ObservedProperties", {"name": "x", "properties": {"lowest": 2, "highest": 1}}),
    ("Observations", reading()),
    ("Datastreams('{other}')/Observations", reading(phenomenonTime=AFTER)),
    ("Datastreams('{other}')/Observations", reading(FeatureOfInterest=NOBODY)),
    ("CreateObservations", {}),
    ("CreateObservations", []),
    ("CreateObservations", [{**ROW, "components": ["x", "result"]}]),
]


def test_what_is_misshapen_is_refused_before_anything_is_looked_up():
    for shape, given in MISSHAPEN:
        with pytest.raises(ValidationError):
            read(shape, given)


def test_what_is_wrong_is_refused_and_leaves_nothing_behind(there, counted):
    client, before = desk(), counted()
    for path, given in WRONG:
        answer = send(
            client, path.replace("{other}", str(there["other"].pk)), given, status=400
        )
        assert answer.json()["error"]["message"], (path, given)
    for text in (b"", b'{"name": "\\u0000"}', b'"x"', b"[" * 5000):
        answer = client.post(f"{ROOT}Things", text, content_type="application/json")
        assert answer.status_code == 400, text[:20]
    for path in ("Locations", "FeaturesOfInterest", f"Things('{there['gauge'].station_id}')"):
        assert send(client, path, {}, status=405)
    assert counted() == before


def test_nothing_is_changed_or_deleted_whatever_it_is_and_the_answer_says_what_to_do(
    there, counted
):
    client = desk()
    send(client, "Sensors", {**thing()["Datastreams"][0]["Sensor"], "name": "备用"})
    before = counted()
    for name in KINDS:
        first = asked(client, name, top=1)["value"][0]
        for method in (client.patch, client.put, client.delete):
            answer = method(
                f"{ROOT}{name}('{first['@iot.id']}')", {"name": "x"}, "application/json"
            )
            assert (answer.status_code, answer["Allow"]) == (405, "GET, POST, HEAD, OPTIONS")
            assert "/api/streams/" in answer.json()["error"]["message"]
    assert counted() == before
    stranger = Client().delete(f"{ROOT}Things('{there['gauge'].station_id}')")
    assert stranger.status_code == 401


def test_who_may_not_write_changes_nothing(there, counted):
    before = counted()
    observer = client_of(make.person(Post.OBSERVER, make.BAOTOU))
    outside, gauge = desk(make.HOHHOT), there["gauge"]
    path = f"Datastreams('{gauge.pk}')/Observations"
    assert send(observer, "Things", thing(), status=403)
    assert send(observer, path, reading(), status=403)
    assert send(outside, path, reading(), status=404)
    given = {"Datastream": {"@iot.id": str(gauge.pk)}, **reading()}
    assert send(outside, "Observations", given, status=400)
    assert send(outside, f"Things('{gauge.station_id}')/Datastreams", {}, status=404)
    elsewhere = spoilt(properties={"region": make.BAOTOU})
    assert send(outside, "Things", elsewhere, status=403)
    assert counted() == before


def test_a_device_writes_and_reads_what_it_speaks_for_and_nothing_else(there, counted):
    gauge, hidden = there["gauge"], there["hidden"]
    keeper = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    device = register_feed_device(actor=keeper, label="水文网关", region=make.BAOTOU)
    client = client_of(keeper).__class__(headers=basic(device.ident, device.key))

    path = f"Datastreams('{gauge.pk}')/Observations"
    made = send(client, path, reading(phenomenonTime=hour(1))).json()
    assert asked(client, f"Observations('{made['@iot.id']}')")["result"] == 1.0
    assert send(client, path, reading(phenomenonTime=hour(1), result=2), status=409)
    assert send(client, path, reading(result=1e13), status=400)
    array = {"Datastream": {"@iot.id": str(gauge.pk)}, "components": ["result"]}
    answers = send(client, "CreateObservations", [{**array, "dataArray": [[1.1]]}]).json()
    assert answers[0].startswith("http")
    before = counted()
    assert names(asked(client, "Things", select="properties"), "properties")[0]["code"]
    assert send(client, "Things", thing(), status=403)
    assert send(client, f"Datastreams('{hidden.pk}')/Observations", reading(), status=404)
    assert asked(client, f"Things('{hidden.station_id}')", status=404)
    for wrong in (basic(device.ident, "x"), {"Authorization": "Basic %%%"}):
        stranger = client.__class__(headers=wrong)
        assert send(stranger, path, reading(), status=401)
    assert counted() == before
