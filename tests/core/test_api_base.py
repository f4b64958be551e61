"""The API base: one envelope, and no bad input that ends in a 5xx."""

import json

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client

from command.core.api.errors import answer
from command.core.models import AuditRecord, Duty, Person, Region
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, PASSWORD
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

Post = Duty.Post
NOTHING_THERE = "01890000-0000-7000-8000-000000000000"
DEEP = b'{"name": ' + b"[" * 20_000 + b"]" * 20_000 + b"}"
HOSTILE = {
    "nothing": (b"", 400),
    "no json": (b"{", 400),
    "an array": (b'["language"]', 400),
    "a string": (b'"language"', 400),
    "null": (b"null", 400),
    "nan": (b'{"language": NaN}', 400),
    "infinity": (b'{"language": -Infinity}', 400),
    "huge number": (b'{"language": 1e999}', 400),
    "long number": (b'{"language": ' + b"9" * 5000 + b"}", 400),
    "nul": (b'{"language": "en\\u0000"}', 400),
    "nul in a key": (b'{"lan\\u0000": "en"}', 400),
    "raw nul": (b'{"language": "en\x00"}', 400),
    "lone surrogate": (b'{"language": "\\ud800"}', 400),
    "not utf-8": (b'{"language": "\xff\xfe"}', 400),
    "utf-16": ('{"language": "en"}'.encode("utf-16"), 400),
    "deep": (DEEP, 400),
    "deep objects": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 400),
    "10 MB": (b'{"language": "' + b"x" * 10_000_000 + b'"}', 413),
    "just too large": (b'{"language": "' + b"x" * 1024 * 1024 + b'"}', 413),
    "wrong type": (b'{"language": {"en": true}}', 400),
    "a list for a word": (b'{"language": ["en"]}', 400),
    "another language": (b'{"language": "fr"}', 400),
}


@pytest.fixture
def client():
    return client_of(make.person(Post.OBSERVER, ORDOS))


def error(answer):
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "detail"}
    return body["error"]


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_body_is_refused_in_the_envelope(client, what):
    body, status = HOSTILE[what]
    answer = client.post("/api/people/me/", body, content_type="application/json")
    assert answer.status_code == status
    assert error(answer)["message"]


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/json; charset=latin-1; x=" + "y" * 1000,
        "",
    ],
)
def test_a_wrong_content_type_is_refused_in_the_envelope(client, content_type):
    answer = client.generic(
        "POST", "/api/people/me/", b"language=en", content_type=content_type
    )
    assert answer.status_code in {400, 415}
    error(answer)


def test_unknown_fields_are_ignored_and_known_ones_judged(client):
    answer = client.post(
        "/api/people/me/", {"language": "en", "origin": BAOTOU}, content_type="application/json"
    )
    assert answer.json()["person"]["origin"] == ORDOS


def test_a_field_that_is_not_valid_is_named(client):
    answer = client.post(
        "/api/duties/", {"person_id": "x", "post": "king"}, content_type="application/json"
    )
    problem = error(answer)
    assert problem["code"] == "invalid"
    assert set(problem["detail"]) == {"person_id", "post"}


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=501",
        "limit=x",
        "limit=1e3",
        "offset=-1",
        "offset=99999999999999999999",
        "limit=%00",
        "limit=%ff",
    ],
)
def test_a_bad_page_is_refused(client, query):
    answer = client.get(f"/api/duties/?{query}")
    assert answer.status_code == 400
    error(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/api/duties/x/end/",
        "/api/duties/00000000-0000-0000-0000-00000000000/end/",
        "/api/rooms/%00/entries/",
        f"/api/rooms/{'x' * 101}/entries/",
        "/api/nothing/",
    ],
)
def test_a_path_that_names_nothing_is_not_there(client, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {}, content_type="application/json").status_code == 404


def test_a_stranger_is_told_to_sign_in_in_json():
    answer = Client().get("/api/people/me/")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Session")
    assert error(answer)["code"] == "not_authenticated"


def test_a_method_that_is_not_there_is_refused_with_those_that_are(client):
    answer = client.delete("/api/people/me/")
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    error(answer)


def test_a_refusal_names_the_posts_that_would_do_and_is_recorded(client):
    answer = client.get("/api/audit/")
    problem = error(answer)
    assert (answer.status_code, problem["code"]) == (403, "not_permitted")
    assert problem["detail"]["posts"] == ["audit_admin"]
    record = AuditRecord.objects.get()
    assert (record.act, record.what) == ("refused", "GET /api/audit/")
    assert record.address == "127.0.0.1"


def test_a_busy_database_is_no_crash(client, monkeypatch):
    def busy(person):
        raise OperationalError("too many connections")

    monkeypatch.setattr("command.core.api.people.place_of", busy)
    answer = client.get("/api/people/me/")
    assert (answer.status_code, error(answer)["code"]) == (503, "busy")


def test_me_says_who_one_is_and_nothing_that_opens_a_door():
    person = make.person(Post.LIAISON, ORDOS, name="李晖")
    said = client_of(person).get("/api/people/me/").json()
    assert said["person"]["name"] == "李晖"
    assert [duty["post"] for duty in said["duties"]] == ["liaison"]
    assert said["landing"] == f"/?city={ORDOS}"
    assert "totp" not in json.dumps(said)
    assert person.password not in json.dumps(said)


def test_people_are_listed_for_the_administrators_of_their_authority():
    make.person(region=BAOTOU)
    own = make.person(region=ORDOS)
    administrator = make.person(Post.SYSTEM_ADMIN, ORDOS)
    listed = client_of(administrator).get("/api/people/").json()
    assert {p["username"] for p in listed["items"]} == {own.username, administrator.username}
    assert listed["total"] == 2
    assert client_of(own).get("/api/people/").status_code == 403


def test_an_account_is_opened_and_closed_by_machines_too():
    client = client_of(make.person(Post.SYSTEM_ADMIN, ORDOS))
    given = {"username": "150600.lihui", "name": "李晖", "password": PASSWORD}
    answer = client.post("/api/people/", given, content_type="application/json")
    assert answer.status_code == 201
    assert "password" not in answer.json()
    path = f"/api/people/{answer.json()['id']}/disable/"
    closed = client.post(path, {"reason": "moved"}, content_type="application/json")
    assert closed.json()["active"] is False
    assert not Person.objects.get(username="150600.lihui").is_active


def test_a_duty_is_given_and_ended_by_machines_too():
    client = client_of(make.person(Post.SECURITY_ADMIN, ORDOS))
    person = make.person(region=ORDOS)
    given = {"person_id": str(person.pk), "post": "duty_officer", "region": DALAD}
    answer = client.post("/api/duties/", given, content_type="application/json")
    assert (answer.status_code, answer.json()["region"]) == (201, DALAD)
    again = client.post("/api/duties/", given, content_type="application/json")
    assert (again.status_code, error(again)["code"]) == (409, "conflict")
    path = f"/api/duties/{answer.json()['id']}/end/"
    ended = client.post(path, {"reason": "relieved"}, content_type="application/json")
    assert ended.json()["ends_at"] is not None
    missing = client.post(
        f"/api/duties/{NOTHING_THERE}/end/", {"reason": "x"}, content_type="application/json"
    )
    assert missing.status_code == 404


def test_regions_are_the_code_list(client):
    listed = client.get("/api/regions/").json()
    assert len(listed) == 43
    ordos = client.get(f"/api/regions/?parent={ORDOS}").json()
    assert {r["code"][:4] for r in ordos} == {"1506"}
    dalad = next(r for r in ordos if r["code"] == DALAD)
    assert (dalad["lat"], dalad["lon"]) == (40.403, 110.034)
    assert client.get("/api/regions/?parent=x").status_code == 400


def test_the_journal_of_a_room_is_read_by_who_may_follow_it():
    incident = make.incident()
    officer = make.person(Post.OBSERVER, ORDOS)
    client = client_of(officer)
    assert incident.room_id in {room["key"] for room in client.get("/api/rooms/").json()}
    entries = client.get(f"/api/rooms/{incident.room_id}/entries/").json()
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    rest = client.get(f"/api/rooms/{incident.room_id}/entries/?since={len(entries)}").json()
    assert rest == []
    stranger = client_of(make.person(Post.OBSERVER, BAOTOU))
    hidden = stranger.get(f"/api/rooms/{incident.room_id}/entries/")
    assert (hidden.status_code, error(hidden)["code"]) == (404, "not_there")


def test_an_incident_is_shared_and_taken_back_by_machines_too():
    incident = make.incident()
    client = client_of(make.person(Post.COMMANDER, ORDOS))
    neighbour = client_of(make.person(Post.OBSERVER, BAOTOU))
    path = f"/api/rooms/{incident.room_id}"
    given = {"grantee": BAOTOU, "reason": "north bank"}
    made = client.post(f"{path}/shares/", given, content_type="application/json")
    assert made.status_code == 201
    assert neighbour.get(f"{path}/entries/").status_code == 200
    client.post(
        f"/api/shares/{made.json()['id']}/end/",
        {"reason": "over"},
        content_type="application/json",
    )
    assert neighbour.get(f"{path}/entries/").status_code == 404


def test_the_auditor_reads_the_records_of_the_authority_and_checks_its_journals():
    auditor = make.person(Post.AUDIT_ADMIN, ORDOS)
    for path in ("/api/audit/", "/audit/"):
        client_of(make.person(Post.OBSERVER, ORDOS)).get(path)
        client_of(make.person(Post.OBSERVER, BAOTOU)).get(path)
    client = client_of(auditor)
    listed = client.get("/api/audit/").json()
    assert listed["total"] == 2
    assert all(record["actor_name"].startswith(ORDOS) for record in listed["items"])
    room = f"person.{auditor.pk}"
    checked = client.get(f"/api/audit/chain/?room={room}").json()
    assert checked == {"room": room, "entries": 2, "whole": True, "broken_at": None}
    assert client.get(f"/api/audit/chain/?room=city.{BAOTOU}").status_code == 404


def test_the_interface_is_published_to_who_is_signed_in(client):
    schema = client.get("/api/schema/", headers={"accept": "application/json"})
    paths = json.loads(schema.content)["paths"]
    assert "/api/duties/{duty_id}/end/" in paths
    page = client.get("/api/docs/")
    text = page.content.decode()
    assert "https://" not in text
    assert "<script>" not in text
    policy = page["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy.split("script-src")[1].split(";")[0]
    script = client.get("/api/docs/?script=")
    assert "SwaggerUIBundle" in script.content.decode()


def test_two_who_make_the_same_at_once_are_told_to_look_again():
    with pytest.raises(IntegrityError) as twice, transaction.atomic():
        Region.objects.bulk_create([Region(code=ORDOS, name_zh="x", name_en="x")])
    told = answer(twice.value, {})
    assert (told.status_code, told.data["error"]["code"]) == (409, "conflict")


def test_a_broken_rule_of_the_database_is_not_taken_for_a_race():
    assert answer(IntegrityError("check"), {}) is None
