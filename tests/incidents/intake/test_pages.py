"""The pages: a new incident, the list, the acts."""

import json
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.utils.timezone import now

from command.core.ids import new_id
from incidents.models import Incident, IncidentState, Note, Observation
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}


@pytest.fixture
def desk(db):
    client = client_of(make.person(Post.COMMANDER, ORDOS))
    client.cookies["django_language"] = "en"
    return client


def given(**more):
    return {
        "key": str(new_id()),
        "kind": "lx",
        "place": "达拉特旗昭君镇",
        "trapped": "12",
        "source": "119",
        **more,
    }


def test_a_call_becomes_an_incident_once_however_often_it_is_sent(desk):
    told = given()
    first = desk.post("/i/new/", told)
    again = desk.post("/i/new/", told, headers=HX)
    incident = Incident.objects.get()
    assert first.status_code == 302
    assert first["Location"] == again["HX-Redirect"] == f"/i/{incident.pk}/"
    assert (incident.event_type_id, incident.region_id) == ("11A05", "150621")
    assert incident.title == "达拉特旗昭君镇 Ice-jam flood"
    assert incident.state.grade == 3  # as suggested, for nobody chose another
    assert Observation.objects.get().source == "119"


def callers(client):
    page = client.get("/i/new/").content.decode()
    index = page.split('id="intake-index"')[1].split(">", 1)[1].split("</script>")[0]
    return json.loads(index)["sources"]


def test_the_form_knows_who_tells_of_incidents_and_who_has_told_of_those_in_sight(desk):
    make.incident(source="河道监理")
    make.incident(source="巡堤员")
    rows = callers(desk)
    known = {row[1]: row[2:5] for row in rows}
    assert known["巡堤员"] == ["Levee patrol", "xundiyuan", "xdy"]
    assert known["河道监理"] == ["河道监理", "hedaojianli", "hdjl"]
    assert len(known) == len(rows)
    elsewhere = callers(client_of(make.person(Post.COMMANDER, make.ULANQAB)))
    assert {row[1] for row in rows} - {row[1] for row in elsewhere} == {"河道监理"}


def test_what_is_wrong_is_said_and_what_was_typed_stays(desk):
    answer = desk.post("/i/new/", given(kind="没有", place="没有", trapped="many"))
    text = answer.content.decode()
    assert answer.status_code == 400
    for problem in ("Choose a type", "Begin with the banner", "whole number"):
        assert problem in text
    assert 'value="many"' in text
    assert 'href="#new-trapped"' in text
    future = desk.post("/i/new/", given(occurred="2199-01-01T00:00"))
    assert "has not come yet" in future.content.decode()
    assert not Incident.objects.exists()


def test_a_position_decides_the_banner_and_is_no_place_in_words(desk):
    desk.post("/i/new/", given(place="110.02, 40.41", grade="2", title="自拟"))
    incident = Incident.objects.get()
    assert (incident.region_id, incident.place, incident.title) == ("150621", "", "自拟")
    assert (incident.point.y, incident.point.x) == (40.41, 110.02)
    assert incident.state.grade == 2


def test_a_second_call_about_the_same_is_added_to_the_first(desk):
    known = make.incident(occurred_at=make.later(), reported_at=make.later())
    answer = desk.post("/i/new/", given(into=str(known.pk)))
    assert answer["Location"] == f"/i/{known.pk}/"
    assert Incident.objects.count() == 1
    assert Observation.objects.get().incident_id == known.pk
    assert Note.objects.get().text.startswith("119: ")
    assert desk.post("/i/new/", given(into="x")).status_code == 400
    assert desk.post("/i/new/", given(into=str(uuid4()))).status_code == 404


def test_elsewhere_is_refused_and_nothing_is_made(desk):
    assert desk.post("/i/new/", given(place="九原区")).status_code == 403
    assert not Incident.objects.exists()


def test_hints_name_the_place_the_grade_and_what_is_alike(desk):
    make.incident(title="已知险情", occurred_at=now(), reported_at=now())
    asked = urlencode({"kind": "lingxun", "place": "110.02,40.41", "trapped": "1"})
    text = desk.get(f"/i/new/hints/?{asked}").content.decode()
    for said in ("Dalad Banner", "nearest seat", "exchanged", 'data-grade="3"', "已知险情"):
        assert said in text
    far = desk.get(f"/i/new/hints/?{urlencode({'place': '39.9, 116.4'})}").content.decode()
    assert "outside the four cities" in far


def test_the_list_is_searched_narrowed_counted_and_exported(desk):
    make.incident(title="=SUM(1)凌汛险情", grade=2)
    make.incident(title="厂房起火", event_type="12G01", grade=4)
    ended = make.incident(title="旧险情", grade=4)
    IncidentState.objects.filter(pk=ended.pk).update(status="closed")
    secret = make.incident(region="150207", title="包头秘密")

    def titles(query=""):
        text = desk.get(f"/i/?{query}").content.decode()
        return {t for t in ("=SUM(1)凌汛险情", "厂房起火", "旧险情", secret.title) if t in text}

    running = {"=SUM(1)凌汛险情", "厂房起火"}
    assert titles() == running
    assert titles("q=lxxq") == titles("q=凌汛") == titles("level=2") == {"=SUM(1)凌汛险情"}
    assert titles("status=closed") == {"旧险情"}
    assert titles("family=12G") == {"厂房起火"}
    assert titles(f"city={BAOTOU}") == set()
    assert titles("mine=1") == set()
    assert titles("q=%00&page=99999&level=9&status=x&family=..") == running
    rows = desk.get("/i/export.csv?status=all").content.decode()
    assert rows.startswith("\ufeffNumber,Title")
    assert "'=SUM(1)" in rows
    assert secret.title not in rows


@pytest.mark.parametrize(
    ("act", "told", "holds"),
    [
        ("figure", {"key": "dead", "value": "2", "source": "120"}, {}),
        ("grade", {"grade": "1", "reason": "x"}, {"grade": 1}),
        ("confirm", {"grade": "2", "reason": "x"}, {"confirmed_grade": 2}),
        ("move", {"verb": "handle", "reason": "x"}, {"status": "handling"}),
    ],
)
def test_an_act_is_asked_and_done_once(desk, act, told, holds):
    incident = make.incident()
    address = f"/i/{incident.pk}/act/{act}/"
    assert desk.get(address).status_code == 200
    assert b"<html" not in desk.get(address, headers=HX).content
    key = {**HX, "Idempotency-Key": str(new_id())}
    for _ in range(2):
        assert desk.post(address, told, headers=key).status_code == 204
    state = IncidentState.objects.get(pk=incident.pk)
    assert {name: getattr(state, name) for name in holds} == holds
    assert Observation.objects.count() == (1 if act == "figure" else 0)


def test_acts_that_cannot_be_meant_are_refused(desk):
    incident = make.incident()
    address = f"/i/{incident.pk}/act"
    for act, told in [
        ("figure", {"key": "dead", "value": "two", "source": "x"}),
        ("figure", {"key": "ghost", "value": "2", "source": "x"}),
        ("figure", {"key": "dead", "value": "2", "source": "x", "observed_at": "x"}),
        ("grade", {"grade": "9", "reason": "x"}),
        ("move", {"verb": "fly", "reason": "x"}),
        ("merge", {"into": "x", "reason": "x"}),
        ("grade", {"grade": "1", "reason": "x" * 501}),
    ]:
        assert desk.post(f"{address}/{act}/", told).status_code == 400, act
    assert desk.get(f"{address}/dance/").status_code == 404
    assert desk.get(f"{address}/prefer/?key=dead").status_code == 404
    assert IncidentState.objects.get().step == 1


def test_what_is_in_question_stands_in_the_room(desk):
    commander = make.person(Post.COMMANDER, ORDOS)
    incident, other = make.incident(grade=4), make.incident(title="另一报告")
    for source, value in (("119", "37"), ("镇政府", "21")):
        told = {"key": "trapped", "value": value, "source": source}
        desk.post(f"/i/{incident.pk}/act/figure/", told)
    desk.post(f"/i/{other.pk}/act/merge/", {"into": str(incident.pk), "reason": "同一"})
    text = desk.get(f"/i/{incident.pk}/standing/").content.decode()
    for said in ("suggested", "37", "21", "Which one holds?", "Merged in", other.number):
        assert said in text
    asked = desk.get(f"/i/{incident.pk}/act/prefer/?key=trapped&region=")
    assert "镇政府" in asked.content.decode()
    assert commander.pk


def test_the_api_says_the_same(desk):
    incident = make.incident(event_type="12D02", grade=None)
    base = f"/api/incidents/{incident.pk}/"

    def post(path, **body):
        return desk.post(base + path, body, content_type="application/json")

    post("figures/", key="dead", value="3", unit="person", source="120")
    assert desk.get(f"{base}grade/suggestion/").json()["code"] == "ACC-DEAD-3"
    assert post("grade/confirm/", grade=3, reason="x").json()["confirmed_grade"] == 3
    assert desk.get(f"{base}figures/standing/").json()[0]["value"] == 3
    assert desk.get("/api/places/?q=110.02,40.41").json()[0]["region"] == "150621"
    assert desk.get("/api/incidents/search/?q=" + incident.number).json()["total"] == 1
    assert len(desk.get("/api/grade-rules/").json()) == 87
    assert post("merge/", into=str(uuid4()), reason="x").status_code == 404
    assert post("parent/", parent_id=None, reason="x").status_code == 409
