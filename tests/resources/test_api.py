"""The interface for machines: the way of one request through four cities."""

import pytest
from django.test import Client
from django.utils.timezone import now

from command.core import sessions
from command.core.ids import new_id
from resources.actions import join_team
from resources.models import Deployment, Supply
from tests import make
from tests.resources.story import Post, officer

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    session = client.session
    sessions.start(session)
    session.save()
    return client


def post(client, path, body, **headers):
    return client.post(f"/api/{path}", body, content_type="application/json", **headers)


def test_a_request_goes_out_is_answered_and_is_filled():
    incident = make.incident()
    asker = client_of(make.person(Post.DUTY_OFFICER, make.ORDOS))
    lender = client_of(officer(make.BAOTOU))
    boats = make.stock(on_hand=10)

    made = post(
        asker,
        "requests/",
        {
            "incident_id": str(incident.pk),
            "what": "2990102",
            "quantity": 6,
            "asked": [make.BAOTOU],
        },
    )
    assert made.status_code == 201
    request = made.json()["id"]

    (waiting,) = lender.get("/api/requests/awaiting/").json()
    assert (waiting["request"]["id"], waiting["available"], waiting["total"]) == (
        request,
        10,
        10,
    )

    answered = post(
        lender,
        f"requests/{request}/answer/",
        {"city": make.BAOTOU, "answer": "accept", "quantity": 6},
    )
    assert (answered.status_code, answered.json()["status"]) == (200, "filled")

    given = post(
        lender,
        f"stocks/{boats.pk}/commit/",
        {"incident_id": str(incident.pk), "quantity": 6, "request_id": request},
    )
    assert given.status_code == 201

    path = f"deployments/{given.json()['id']}/advance/"
    assert post(asker, path, {"to": "on_scene"}).json()["status"] == "on_scene"
    assert asker.get(f"/api/requests/{request}/").json()["status"] == "closed"
    assert lender.get(f"/api/stocks/{boats.pk}/").json()["available"] == 4


def test_the_same_key_gives_once():
    incident = make.incident()
    commander = client_of(make.person(Post.COMMANDER, make.ORDOS))
    boats = make.stock(region=make.ORDOS, on_hand=10)
    body = {"incident_id": str(incident.pk), "quantity": 3}
    key = {"headers": {"Idempotency-Key": str(new_id())}}

    first, second = (
        post(commander, f"stocks/{boats.pk}/commit/", body, **key) for _ in range(2)
    )

    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert Deployment.objects.count() == 1


def test_a_conflict_says_what_is_available():
    incident = make.incident()
    commander = client_of(make.person(Post.COMMANDER, make.ORDOS))
    boats = make.stock(region=make.ORDOS, on_hand=2)

    refused = post(
        commander,
        f"stocks/{boats.pk}/commit/",
        {"incident_id": str(incident.pk), "quantity": 3},
    )

    assert refused.status_code == 409
    assert refused.json()["error"]["detail"]["available"] == 2


def test_an_observer_may_not_order_a_team():
    incident = make.incident()
    watcher = client_of(make.person(Post.OBSERVER, make.ORDOS))
    team = make.team(region=make.ORDOS)

    refused = post(watcher, f"teams/{team.pk}/commit/", {"incident_id": str(incident.pk)})

    assert refused.status_code == 403
    assert "commander" in refused.json()["error"]["detail"]["posts"]
    assert not Deployment.objects.exists()


def test_a_register_is_kept_over_the_interface():
    keeper = client_of(officer(make.BAOTOU))
    made = post(
        keeper,
        "teams/",
        {
            "kind": "WATER",
            "name": "九原水域",
            "region": "150207",
            "headcount": 22,
            "base": {"lat": 40.6, "lon": 109.9},
        },
    )
    assert (made.status_code, made.json()["lat"]) == (201, 40.6)
    team = made.json()["id"]
    assert (
        post(keeper, f"teams/{team}/readiness/", {"readiness": "resting"}).json()["status"]
        == "resting"
    )
    listed = keeper.get("/api/teams/", {"status": "resting", "region": "150200"}).json()
    assert (listed["total"], listed["items"][0]["id"]) == (1, team)
    assert keeper.get("/api/teams/", {"kind": "FIRE"}).json()["total"] == 0
    assert keeper.get("/api/teams/", {"kind": "BAKERS"}).status_code == 400


def test_a_hidden_team_does_not_exist():
    team = make.team()
    stranger = client_of(officer(make.HOHHOT))

    assert stranger.get(f"/api/teams/{team.pk}/").status_code == 404


def test_a_phone_reports_where_its_team_is():
    team = make.team(region=make.HOHHOT)
    member = make.person(Post.TEAM_MEMBER, make.HOHHOT)
    join_team(actor=officer(make.HOHHOT), team_id=team.pk, person_id=member.pk)
    fix = {"lat": 40.8, "lon": 111.7, "observed_at": now().isoformat()}
    phone = client_of(member)

    stored = post(phone, "positions/", {"fixes": [fix]})

    assert (stored.status_code, stored.json()) == (202, {"stored": 1})
    units = phone.get("/api/units/").json()
    assert units["units"][0][:3] == [str(team.pk), 40.8, 111.7]


@pytest.mark.parametrize(
    "body",
    [
        {"fixes": []},
        {"fixes": [{"lat": 91, "lon": 0, "observed_at": "2026-01-01T00:00:00Z"}]},
        {"fixes": [{"lat": 1, "lon": 0, "observed_at": "0001-01-01T00:00:00Z"}]},
        {"fixes": [{"lat": 1, "lon": 0, "observed_at": "2099-01-01T00:00:00Z"}]},
        {"fixes": "here"},
        {},
    ],
)
def test_what_is_no_position_is_refused(body):
    team = make.team(region=make.HOHHOT)
    member = make.person(Post.TEAM_MEMBER, make.HOHHOT)
    join_team(actor=officer(make.HOHHOT), team_id=team.pk, person_id=member.pk)

    assert post(client_of(member), "positions/", body).status_code == 400


def test_the_matrix_and_the_code_list_are_read():
    watcher = client_of(make.person(Post.OBSERVER, make.BAOTOU))
    make.team()

    matrix = watcher.get("/api/forces/").json()
    assert matrix["totals"][make.BAOTOU]["total"] == 1
    assert len(watcher.get("/api/supplies/").json()) == Supply.objects.count()
    codes = {row["code"]: row for row in watcher.get("/api/capabilities/").json()}
    assert codes["PUMP_1000"]["given_by"] == ["2990601", "PUMP_3000"]
