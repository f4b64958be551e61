"""What lies around an order, for the phone in whose hands it is, and its positions."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.models import Entry
from incidents.plotting.actions import draw_feature, remove_feature
from incidents.scene.actions import file_scene_report
from resources.actions import commit_team
from resources.routing.actions import report_condition
from resources.routing.graph import shipped
from resources.tracking.actions import tell_lost, tell_regained
from resources.tracking.models import Signal, Track
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.support.once import made_once
from tests.support.signed_in import client_of
from tests.tasking import made

LAT, LON = 40.503, 109.795


class World:
    """A leader with an order near a closed road, and a neighbour who has none."""

    def __init__(self):
        self.commander = make.person(Post.COMMANDER, ORDOS)
        self.leader = make.person(Post.TEAM_LEADER, ORDOS)
        self.other = make.person(Post.TEAM_LEADER, BAOTOU)
        self.incident = make.incident()
        self.order = made.issued(self.incident, by=self.commander, to=self.leader)
        self.near, self.far = nearest_edge(), farthest_edge()


def away(edge):
    ends = [shipped().nodes[edge.start], shipped().nodes[edge.end]]
    return min(abs(node.lat - LAT) + abs(node.lon - LON) for node in ends)


def nearest_edge():
    return min(shipped().edges, key=away).key


def farthest_edge():
    return max(shipped().edges, key=away).key


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, World) as made_world:
        yield made_world


def area(person, order):
    answer = client_of(person).get(f"/m0/area/{order.task_id}/")
    assert answer.status_code == 200, answer.content
    return answer.json()


def drawn(world, label, **given):
    return draw_feature(
        actor=world.commander,
        incident_id=world.incident.pk,
        geometry={"type": "Point", "coordinates": [LON, LAT]},
        category="A10400",
        label=label,
        **given,
    )


def test_an_order_comes_with_the_dangers_and_closed_roads_around_it(db, world, settings):
    settings.BASEMAP_TILES = "/basemap/{z}/{x}/{y}.png"
    drawn(world, "塌方")
    gone = drawn(world, "已清除")
    remove_feature(actor=world.commander, feature_id=gone.feature_id)
    for edge in (world.near, world.far):
        report_condition(
            actor=None,
            kind="closure",
            edges=[edge],
            until=now() + timedelta(hours=3),
            source="公安交管",
        )
    file_scene_report(
        actor=world.leader, incident_id=world.incident.pk, road="blocked", lat=LAT, lon=LON
    )
    told = area(world.leader, world.order)
    assert told["task"] == str(world.order.task_id)
    assert told["tiles"] == settings.BASEMAP_TILES
    (danger,) = told["features"]
    assert (danger["properties"]["label"], danger["properties"]["role"]) == ("塌方", "event")
    # What it is and where it is; not whose, nor in which room.
    assert "author" not in danger["properties"]
    assert "room" not in danger["properties"]
    (road,) = told["roads"]
    assert (road["kind"], len(road["lines"])) == ("closure", 1)
    west, south, east, north = told["box"]
    assert west < LON < east
    assert south < LAT < north
    assert [report["road"] for report in told["reports"]] == ["blocked"]


def test_only_whose_hands_the_order_is_in_are_told(db, world):
    drawn(world, "塌方")
    for person in (world.other, world.commander):
        answer = client_of(person).get(f"/m0/area/{world.order.task_id}/")
        assert answer.status_code == 404
        assert "塌方" not in answer.content.decode()


def test_what_a_city_drew_for_itself_stays_with_it(db, world):
    stranger = make.person(Post.TEAM_LEADER, BAOTOU)
    order = made.issued(world.incident, by=world.commander, to=stranger)
    drawn(world, "自家的", visibility="city")
    drawn(world, "大家的")
    labels = {one["properties"]["label"] for one in area(stranger, order)["features"]}
    assert labels == {"大家的"}


def test_positions_kept_offline_arrive_newest_first_and_silence_is_told(db):
    team, (person, *_others) = made.team(BAOTOU)
    incident = make.incident()
    begun = now() - timedelta(hours=1)
    with transaction.atomic(), authority.acting_as(BAOTOU):
        commit_team(actor=None, incident_id=incident.pk, team_id=team.pk, occurred_at=begun)

    def sent(*ages):
        fixes = [
            {
                "lat": LAT + age / 1e5,
                "lon": LON,
                "accuracy_m": 8.0,
                "battery": 64,
                "observed_at": (now() - timedelta(seconds=age)).isoformat(),
            }
            for age in ages
        ]
        answer = client_of(person).post(
            "/api/positions/", {"fixes": fixes}, content_type="application/json"
        )
        assert answer.status_code == 202, answer.content

    sent(130, 140, 150)  # the newest batch goes first,
    sent(400, 410)  # what is older fills the track and moves nothing
    signal = Signal.objects.get(pk=team.pk)
    assert (round(signal.lat, 5), signal.battery) == (round(LAT + 130 / 1e5, 5), 64)
    assert Track.objects.filter(subject=team.pk).count() == 5
    # Silent for more than two minutes: the command post is told, and told when it is over.
    assert tell_lost(actor=None) == 1
    sent(0)
    assert tell_regained(actor=None) == 1
    kinds = Entry.objects.filter(room=incident.room_id, kind__startswith="position.")
    assert list(kinds.order_by("seq").values_list("kind", flat=True)) == [
        "position.lost",
        "position.regained",
    ]
