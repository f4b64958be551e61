"""The plotting API: GeoJSON in and out, and rows of an import."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils.timezone import now

from incidents.plotting.categories import CATEGORIES
from incidents.plotting.models import Feature
from tests import make
from tests.incidents.plotting.made import AREA, LINE, POINT, feature
from tests.make import ORDOS, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def officer(db):
    return make.person(Post.DUTY_OFFICER, ORDOS)


@pytest.fixture
def incident(officer):
    return make.incident(by=officer)


@pytest.fixture
def client(officer):
    return client_of(officer, headers={"Accept-Language": "en"})


def geojson(geometry=POINT, **properties):
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {"category": "D10100", **properties},
    }


def test_what_is_drawn_comes_back_as_it_was_and_goes_on_by_patch(client, incident):
    url = f"/api/incidents/{incident.pk}/features/"
    key = "01890000-0000-7000-8000-0000000000aa"
    made = [
        client.post(url, geojson(label="前指"), JSON, headers={"Idempotency-Key": key})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in made] == [201, 201]
    (listed,) = client.get(url).json()["features"]
    assert listed == made[0].json() == made[1].json()
    assert listed["geometry"] == POINT

    one = f"/api/features/{listed['id']}/"
    patched = client.patch(
        one, {"base": 1, "geometry": LINE, "properties": {"category": "E10100"}}, JSON
    )
    assert patched.json()["properties"]["version"] == 2
    met = client.patch(one, {"base": 1, "properties": {"category": "JC0001"}}, JSON)
    assert met.status_code == 409
    error = met.json()["error"]
    assert error["code"] == "conflict"
    assert error["detail"]["fields"]["category"]["now"] == "E10100"
    assert client.post(f"{one}remove/").json()["properties"]["removed"] is True
    assert client.get(url).json()["features"] == []
    assert len(client.get(f"{url}removed/").json()["features"]) == 1
    assert client.post(f"{one}restore/", {"version": 1, "base": 3}, JSON).status_code == 200
    assert len(client.get(f"{one}versions/").json()) == 4
    assert len(client.get("/api/feature-categories/").json()) >= 30


@pytest.mark.parametrize(
    "body",
    [
        b'{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,40]},"properties":{"category":"D10100"}}',
        b'{"type":"Feature","geometry":{"type":"Point","coordinates":[1e999,40]},"properties":{"category":"D10100"}}',
        json.dumps(geojson({"type": "Point", "coordinates": {"lon": 1}})).encode(),
        json.dumps(geojson({"type": {}, "coordinates": [1]})).encode(),
        json.dumps(geojson("POINT(1 1)")).encode(),
        json.dumps(geojson(label="字" * 61)).encode(),
        json.dumps(geojson(colour="red")).encode(),
        json.dumps({"geometry": POINT}).encode(),
    ],
)
def test_a_wrong_body_is_400_and_draws_nothing(client, incident, body):
    url = f"/api/incidents/{incident.pk}/features/"
    assert client.post(url, body, JSON).status_code == 400
    assert not Feature.objects.exists()


def test_an_import_names_its_wrong_rows_and_then_draws_nothing(client, incident):
    url = f"/api/incidents/{incident.pk}/features/import/"
    rows = [
        {**geojson(AREA, category="F10100", fill="#ff0000"), "id": "from elsewhere"},
        geojson({"type": "Point", "coordinates": [40.5, 109.8]}),
        geojson(category="nonsense"),
        {},
    ]
    answer = client.post(url, {"type": "FeatureCollection", "features": rows}, JSON)
    assert answer.status_code == 400
    # The forms are judged first, then what they mean.
    assert [row["row"] for row in answer.json()["error"]["detail"]["rows"]] == [3, 4]
    answer = client.post(url, {"type": "FeatureCollection", "features": rows[:2]}, JSON)
    (wrong,) = answer.json()["error"]["detail"]["rows"]
    assert (wrong["row"], "swapped" in wrong["message"]) == (2, True)
    assert not Feature.objects.exists()

    assert (
        client.post(url, {"type": "FeatureCollection", "features": rows[:1]}, JSON).status_code
        == 201
    )
    exported = client.get(f"/api/incidents/{incident.pk}/features/").json()
    assert client.post(url, exported, JSON).status_code == 201
    assert Feature.objects.count() == 2


def test_a_zone_is_summed_up_and_can_be_taken_away_as_a_file(client, officer, incident):
    make.team(region=ORDOS, base=(40.51, 109.80), name="=达旗一队", headcount=30)
    state = feature(incident, officer)
    url = f"/api/incidents/{incident.pk}/features/inside/"
    found = client.get(url, {"feature": state.pk, "metres": 3000}).json()
    sums = {kind["kind"]: kind for kind in found["kinds"]}
    assert (sums["team"]["number"], sums["team"]["total"]) == (1, 30)
    assert found["zone"]["type"] == "Polygon"
    around = client.get(url, {"lon": 109.795, "lat": 40.503, "metres": 3000}).json()
    assert [one["kind"] for one in around["items"]].count("team") == 1
    for wrong in (
        {"metres": 3000},
        {"lon": 109, "metres": 1},
        {"feature": state.pk, "metres": 0},
    ):
        assert client.get(url, wrong).status_code == 400

    page = f"/i/{incident.pk}/plot/inside/?feature={state.pk}&metres=3000&form="
    table = client.get(page + "csv").content.decode("utf-8-sig")
    assert "'=达旗一队" in table  # no spreadsheet takes it for a formula
    assert json.loads(client.get(page + "geojson").content)["type"] == "FeatureCollection"
    assert client.get(page + "exe").status_code == 400
    assert client.get(f"/i/{incident.pk}/plot/inside/").status_code == 400


def test_the_page_shows_the_list_and_the_words(client, officer, incident, time_machine):
    soon = now() + timedelta(minutes=5)
    feature(incident, officer, label="北岸前指", expires_at=soon)
    answer = client.get(f"/i/{incident.pk}/plot/")
    assert answer.status_code == 200
    assert "北岸前指" in answer.content.decode()
    assert "data-expired" not in answer.content.decode()
    time_machine.move_to(soon + timedelta(seconds=1))
    later = client.get(f"/i/{incident.pk}/plot/list/").content.decode()
    assert "data-expired" in later
    # Each category has a symbol of its own to be drawn with.
    sprite = (settings.BASE_DIR / "command/static/command/plot/symbols.svg").read_text()
    lacking = {k for k, one in CATEGORIES.items() if f'id="{one.symbol}"' not in sprite}
    assert lacking == set()
