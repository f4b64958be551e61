"""The incidents API: strict in, whole out, never a fault."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from command.core import sessions
from command.core.ids import new_id
from incidents.imagery.models import Image
from incidents.models import Incident
from tests import make
from tests.incidents.imagery.test_images import jpeg
from tests.incidents.monitoring.stations import stage_at
from tests.make import Post

pytestmark = pytest.mark.django_db

REPORT = {
    "event_type": "11A05",
    "region": make.DALAD,
    "title": "昭君镇段卡冰结坝",
    "place": "K287+300",
    "lat": 40.503,
    "lon": 109.795,
    "occurred_at": "2027-03-19T05:40:00+08:00",
    "grade": 3,
    "source": "巡堤员",
}


def client_of(person):
    client = Client()
    client.force_login(person)
    session = client.session
    sessions.start(session)
    session.save()
    return client


def post(client, name, body, headers=None, **path):
    return client.post(
        reverse(name, kwargs=path), body, content_type="application/json", headers=headers
    )


def officer(region=make.DALAD):
    return client_of(make.person(Post.DUTY_OFFICER, region))


def test_an_incident_is_reported_listed_and_read():
    client = officer()
    answer = post(client, "api-incidents", REPORT)
    assert answer.status_code == 201
    incident = Incident.objects.get()
    assert answer.json() == asdict(make.incident_card(incident))
    assert client.get(reverse("api-incidents")).json() == [answer.json()]
    one = client.get(reverse("api-incident", kwargs={"incident_id": incident.pk}))
    assert one.json() == answer.json()


def test_the_same_order_under_one_key_is_carried_out_once():
    client = officer()
    headers = {"Idempotency-Key": str(new_id())}
    first = post(client, "api-incidents", REPORT, headers)
    again = post(client, "api-incidents", REPORT, headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Incident.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"colour": "red"},
        {"lat": None},
        {"lat": "nan"},
        {"lat": 91},
        {"lon": True},
        {"grade": 5},
        {"grade": "x"},
        {"title": ""},
        {"title": "x" * 121},
        {"title": {"a": 1}},
        {"region": "15062a"},
        {"event_type": "11A05'"},
        {"occurred_at": "1700-01-01T00:00:00Z"},
        {"occurred_at": "9999-12-31T23:59:59-14:00"},
        {"occurred_at": 5},
    ],
)
def test_strict_input_names_what_is_wrong_and_nothing_changes(given):
    answer = post(officer(), "api-incidents", {**REPORT, **given})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid"
    assert not Incident.objects.exists()


def test_a_whole_afternoon_through_the_api():
    incident = make.incident()
    here = {"incident_id": incident.pk}
    ordos = client_of(make.person(Post.COMMANDER, make.ORDOS))
    region = client_of(make.person(Post.COMMANDER, make.REGION))
    liaison = client_of(make.person(Post.LIAISON, make.ORDOS))
    response = {
        "jurisdiction": make.ORDOS,
        "level": 2,
        "matter": "凌汛",
        "measures": "转移",
        "expected_until": "2027-03-21T00:00:00Z",
    }

    refused = post(ordos, "api-incident-responses", response, **here)
    assert (refused.status_code, refused.json()["error"]["detail"]["needs"]) == (
        403,
        "proposal",
    )
    made = post(liaison, "api-incident-proposals", response, **here)
    assert made.status_code == 201
    assert ordos.get(reverse("api-proposals")).json() == [made.json()]
    decided = post(
        ordos, "api-proposal-decide", {"verdict": "approve"}, proposal_id=made.json()["id"]
    )
    assert decided.json()["state"] == "approved"
    lower = {**response, "level": 3}
    assert post(ordos, "api-incident-responses", lower, **here).json()["level"] == 3
    assert post(ordos, "api-incident-move", {"verb": "handle"}, **here).status_code == 200
    assert post(ordos, "api-incident-grade", {"grade": 2}, **here).json()["grade"] == 2
    figure = {"key": "moved", "value": 1960, "unit": "person", "source": "旗公安局"}
    assert post(ordos, "api-incident-figures", figure, **here).status_code == 201
    note = {"category": "consultation", "text": "会商纪要"}
    assert post(ordos, "api-incident-notes", note, **here).status_code == 201
    share = {"grantees": [make.BAOTOU], "reason": "北岸"}
    assert post(ordos, "api-incident-share", share, **here).json()["shared_with"] == [
        make.BAOTOU
    ]
    assert post(ordos, "api-incident-command", {"to": make.REGION}, **here).status_code == 200
    assert len(region.get(reverse("api-command-offers")).json()) == 1
    taken = post(region, "api-incident-command-accept", {}, **here)
    assert taken.json()["lead_authority"] == make.REGION
    end = {"jurisdiction": make.ORDOS, "reason": "险情解除"}
    assert post(ordos, "api-incident-responses-end", end, **here).json()["level"] is None
    card = taken.json()
    assert (card["status"], card["figures"]["moved"]["value"]) == ("handling", 1960)
    for name in ("figures", "notes", "responses", "proposals"):
        listed = ordos.get(reverse(f"api-incident-{name}", kwargs=here))
        assert len(listed.json()) == 1


def test_a_picture_comes_with_its_file_in_one_request():
    incident = make.incident()
    body = {
        "incident_id": incident.pk,
        "file": SimpleUploadedFile("x.jpg", jpeg(), "image/jpeg"),
        "source": "手机",
        "source_kind": "phone",
        "taken_at": "2027-03-19T05:43:00+08:00",
        "lat": "40.5",
        "lon": "109.8",
    }
    client = officer()
    answer = client.post(reverse("api-images"), body)
    assert answer.status_code == 201, answer.content
    assert answer.json()["lat"] == 40.5
    one = client.get(reverse("api-image", kwargs={"image_id": answer.json()["id"]}))
    assert one.json() == answer.json()
    assert client.get(reverse("api-images")).json() == [answer.json()]
    body = {key: value for key, value in body.items() if key != "file"}
    assert client.post(reverse("api-images"), body).status_code == 400


def test_a_picture_that_is_sent_again_under_its_key_is_not_a_conflict():
    incident = make.incident()
    client = officer()
    key = str(new_id())

    def send():
        body = {
            "incident_id": incident.pk,
            "file": SimpleUploadedFile("x.jpg", jpeg(), "image/jpeg"),
            "source": "手机",
            "source_kind": "phone",
            "taken_at": "2027-03-19T05:43:00+08:00",
        }
        return client.post(reverse("api-images"), body, headers={"Idempotency-Key": key})

    first, again = send(), send()
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Image.objects.count() == 1


def test_stations_streams_readings_and_alarms_through_the_api():
    client = officer(make.BAOTOU)
    station = post(
        client,
        "api-stations",
        {"code": "BT", "name_zh": "包头", "name_en": "Baotou", "region": make.BAOTOU,
         "lat": 40.53, "lon": 109.915},
    )  # fmt: skip
    assert station.status_code == 201
    stream = post(
        client,
        "api-station-streams",
        {"key": "H", "name": "水位", "unit": "m", "interval_s": 3600, "warning": 1004},
        station_id=station.json()["id"],
    )
    assert stream.status_code == 201
    key = stream.json()["id"]
    at = [(now() - timedelta(hours=hours)).isoformat() for hours in (1, 0)]
    readings = [
        {"observed_at": at[0], "value": 1004.5},
        {"observed_at": at[1], "value": None},
    ]
    taken = post(client, "api-readings", {"readings": readings}, stream_id=key)
    assert taken.json() == {"new": 2, "duplicates": 0, "late": 0, "refused": []}
    alarms = client.get(reverse("api-alarms")).json()
    assert [alarm["cause"] for alarm in alarms] == ["threshold", "lost"]
    seen = post(client, "api-alarm-acknowledge", {}, alarm_id=alarms[0]["id"])
    assert seen.json()["state"] == "acknowledged"
    card = client.get(reverse("api-stream", kwargs={"stream_id": key})).json()
    assert client.get(reverse("api-streams")).json() == [card]
    assert (card["state"], card["value"]) == ("lost", None)


@pytest.mark.parametrize(
    "readings",
    [
        [],
        [{"observed_at": "2027-03-19T05:40:00Z"}],
        [{"observed_at": "2027-03-19T05:40:00Z", "value": "1e999"}],
        [{"observed_at": "2027-03-19T05:40:00Z", "value": 1, "unit": "m"}],
        "x",
        [3],
    ],
)
def test_readings_that_cannot_be_meant_are_refused(readings):
    stream = stage_at(warning=10.0)
    answer = post(
        officer(make.BAOTOU), "api-readings", {"readings": readings}, stream_id=stream.pk
    )
    assert answer.status_code == 400


def test_the_code_lists_are_open():
    client = officer()
    types = client.get(reverse("api-event-types")).json()
    assert len(types) == 125
    kinds = client.get(reverse("api-figures")).json()
    assert {"key": "dead", "label": "dead", "unit": "person", "additive": True} in kinds
