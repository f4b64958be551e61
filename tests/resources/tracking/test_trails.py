"""Who sees which part of a track, what it is exported as, and that it is destroyed in time."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from incidents.actions import share_incident
from incidents.closing import personal
from incidents.closing.actions import purge_personal_data
from incidents.models import IncidentState
from resources import positions
from resources.actions import commit_team, join_team, release_deployment
from resources.models import Deployment
from resources.positions import Fix
from resources.tracking.actions import register_device
from resources.tracking.export import as_gpx
from resources.tracking.models import Stretch, Track
from resources.tracking.selectors import eta_of, trail_of
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post
from tests.resources.story import officer
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(db):
    """Return a team of Baotou, half of whose track lies within its work in Ordos."""
    incident = make.incident()
    team = make.team(region=BAOTOU)
    with transaction.atomic(), authority.acting_as(BAOTOU):
        sent = commit_team(
            actor=None,
            incident_id=incident.pk,
            team_id=team.pk,
            occurred_at=now() - timedelta(minutes=30),
        )
    positions.record(
        Fix(
            team_id=team.pk,
            lat=40.6 - n / 1000,
            lon=109.8,
            observed_at=now() - timedelta(minutes=60 - n),
            speed_mps=10.0,
        )
        for n in range(60)
    )
    return team, incident, sent


def seen(team, person, minutes=120):
    return trail_of(team.pk, person, now() - timedelta(minutes=minutes))


def test_the_own_city_sees_all_of_a_track_and_others_what_lies_at_their_incident(out):
    team, incident, sent = out
    ordos = make.person(Post.LIAISON, ORDOS)
    member = make.person(Post.TEAM_MEMBER, BAOTOU)
    join_team(actor=officer(BAOTOU), team_id=team.pk, person_id=member.pk)

    for own in (officer(BAOTOU), member):
        trail = seen(team, own)
        assert (trail.whole, trail.total, len(trail.points)) == (True, 60, 60)
        assert trail.points[0].at < trail.points[-1].at
        assert trail.points[0].speed == 36.0
    trail = seen(team, ordos)
    assert (trail.whole, trail.total) == (False, 30)
    assert seen(team, officer(BAOTOU), minutes=10).total in {9, 10}
    # A stranger does not even learn that the team exists; whom it is shared with sees it.
    far = client_of(make.person(Post.COMMANDER, ULANQAB))
    for path in ("fix", "track"):
        assert far.get(f"/api/teams/{team.pk}/{path}/").status_code == 404
    for form in ("gpx", "geojson"):
        assert far.get(f"/f/tracks/{team.pk}/{form}/").status_code == 404
    assert far.get(f"/f/tracks/?team={team.pk}").status_code == 404
    share_incident(
        actor=make.person(Post.COMMANDER, ORDOS),
        incident_id=incident.pk,
        grantees=[HOHHOT],
        reason="x",
        until=None,
    )
    assert seen(team, make.person(Post.LIAISON, HOHHOT)).total == 30
    # When it goes home its track is its city's again.
    with transaction.atomic(), authority.acting_as(BAOTOU):
        release_deployment(actor=None, deployment_id=sent.pk)
    client = client_of(ordos)
    assert client.get(f"/api/teams/{team.pk}/track/").status_code in {200, 404}


def test_too_rough_a_guess_is_in_the_track_and_not_in_its_line():
    team = make.team(region=BAOTOU)
    positions.record(
        Fix(
            team_id=team.pk,
            lat=40.6,
            lon=109.8 + minute / 1000,
            observed_at=now() - timedelta(minutes=minute),
            accuracy_m=accuracy,
        )
        for minute, accuracy in ((3, 200), (2, 201), (1, None))
    )
    trail = seen(team, officer(BAOTOU))
    assert [point.flagged for point in trail.points] == [False, True, False]
    assert as_gpx(trail).count(b"<trkpt") == 2


def test_a_team_on_its_way_has_an_eta_from_where_it_was_heard_last(out):
    team, _incident, sent = out

    eta = eta_of(Deployment.objects.get(pk=sent.pk))

    assert (eta.start, eta.closed) == ("position", False)
    assert eta.earliest <= eta.arrives <= eta.latest
    answer = (
        client_of(make.person(Post.LIAISON, ORDOS)).get(f"/api/teams/{team.pk}/fix/").json()
    )
    assert answer["eta"]["by"] == eta.by
    assert (answer["age"], answer["speed"]) == ("late", 36.0)
    assert eta_of(sent).minutes > 0


def test_a_trail_is_exported_and_shown_on_the_page(out):
    team, _incident, _sent = out
    client = client_of(officer(BAOTOU))

    gpx = client.get(f"/f/tracks/{team.pk}/gpx/?minutes=360")
    assert gpx["Content-Disposition"].endswith('.gpx"')
    assert gpx.content.count(b"<trkpt") == 60
    geojson = client.get(f"/f/tracks/{team.pk}/geojson/?minutes=360").json()
    assert len(geojson["features"]) == 61
    assert client.get(f"/f/tracks/{team.pk}/kml/").status_code == 404
    page = client.get(f"/f/tracks/?team={team.pk}&minutes=1440&until=x").content.decode()
    assert team.name in page
    assert client.get("/f/tracks/?team=x").status_code == 404
    assert client.get(f"/api/teams/{team.pk}/track/?since=x").status_code == 400


def test_the_page_registers_a_device_says_its_key_once_and_keeps_what_was_typed():
    team = make.team(region=BAOTOU)
    client = client_of(officer(BAOTOU))
    given = {"label": "艇载 1", "bearer": f"team:{team.pk}", "datum": "gcj02", "uid": ""}

    wrong = client.post("/f/tracks/devices/", given | {"bearer": "x"})
    assert wrong.status_code == 400
    assert "艇载 1" in wrong.content.decode()
    made = client.post("/f/tracks/devices/", given)
    assert made.status_code == 201
    assert "data-secret" in made.content.decode()
    page = client.get("/f/tracks/").content.decode()
    assert "艇载 1" in page
    assert "data-secret" not in page
    # Another city neither sees nor touches it.
    [card] = client.get("/api/devices/").json()["items"]
    other = client_of(officer(HOHHOT))
    assert other.get("/api/devices/").json()["items"] == []
    assert "艇载 1" not in other.get("/f/tracks/").content.decode()
    off = f"/f/tracks/devices/{card['id']}/switch/"
    assert other.post(off, {"enabled": "0"}).status_code == 403
    assert client.post(off, {"enabled": "0"}).status_code == 302
    assert client.get("/api/devices/").json()["items"][0]["enabled"] is False
    renewed = client.post(f"/f/tracks/devices/{card['id']}/secret/")
    assert "data-secret" in renewed.content.decode()


def test_the_track_at_an_incident_is_destroyed_with_its_personal_data(out):
    team, incident, _sent = out
    commander = make.person(Post.COMMANDER, ORDOS)
    assert Stretch.objects.get().origin == BAOTOU
    assert personal.held(incident.pk) == {"tracks": 1}
    IncidentState.objects.filter(incident=incident).update(status="closed")

    purge = purge_personal_data(
        actor=commander, incident_id=incident.pk, confirm=1, reason="over"
    )

    assert purge.emptied == {"tracks": 1}
    assert Track.objects.filter(subject=team.pk).count() == 30
    assert personal.held(incident.pk) == {}
    # What a phone delivers afterwards for that time is found again.
    late = Fix(
        team_id=team.pk,
        lat=40.5,
        lon=109.8,
        observed_at=now() - timedelta(minutes=20, seconds=7),
    )
    positions.record([late])
    assert personal.held(incident.pk) == {"tracks": 1}


def test_a_device_of_an_exercise_belongs_to_it(exercise_of_a_day):
    with authority.in_exercise(exercise_of_a_day.pk):
        team = make.team(region=BAOTOU)

    device, _secret = register_device(actor=officer(BAOTOU), label="Drill", team_id=team.pk)

    assert device.exercise_id == exercise_of_a_day.pk
