"""The board of forces: who is free, near and able, and what sending them brings."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now

from command.board.selectors.room import forces
from command.core import authority
from command.core.ids import new_id
from command.tasking.actions import advance_task, assign_task
from resources import positions
from resources.actions import commit_team, join_team
from resources.dispatch.filters import Filters
from resources.dispatch.selectors import board as reading
from resources.dispatch.selectors.incident import chain
from resources.dispatch.selectors.reach import reach
from resources.dispatch.selectors.units import listed
from resources.dispatch.words import BLOCKED, said
from resources.models import Deployment, ResourceRequest
from resources.routing import legs as legs_of
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

NEAR, FAR = (40.41, 110.03), (39.82, 109.99)


@pytest.fixture
def officer(db):
    return make.person(Post.RESOURCE_OFFICER, ORDOS)


@pytest.fixture
def incident(db):
    return make.incident()


def names(person, point=None, world=None, **filters):
    return [u.name for u in listed(person, Filters(**filters), point, world).units]


def test_the_list_is_narrowed_by_every_filter_and_found_by_pinyin(officer):
    make.team(region=DALAD, kind="WATER", name="达拉特水域队")
    make.team(region=ORDOS, kind="MED", name="医疗队")
    make.team(region=BAOTOU, kind="WATER", name="包头水域队")

    assert names(officer) == ["医疗队", "达拉特水域队"]
    assert names(officer, kind="WATER") == ["达拉特水域队"]
    assert names(officer, q="dltsy") == ["达拉特水域队"]
    assert names(officer, q="医疗") == ["医疗队"]
    assert names(officer, status="on_scene") == []
    assert names(officer, city=BAOTOU) == []


def test_a_page_is_fifty_however_many_there_are(officer):
    for n in range(53):
        make.stock(region=ORDOS, depot=f"库{n:02d}")
    found = listed(officer, Filters(of="stocks", page=2), None, None)
    assert (found.total, found.pages, len(found.units)) == (53, 2, 3)


def test_who_arrives_first_stands_first_with_the_cities_that_can_be_asked(officer, incident):
    far = make.team(region=ORDOS, kind="WATER", name="远", base=FAR)
    near = make.team(region=DALAD, kind="WATER", name="近", base=NEAR)
    make.team(region=BAOTOU, kind="WATER")
    need = make.need(incident, what="WATER", quantity=3)
    by = Filters(incident=incident.pk, need=need.pk, kind="WATER")
    at = reading.scene(officer, by)

    best = reading.best(officer, by, at)

    keys = [one.key for one in best]
    assert keys.index(f"team.{near.pk}") < keys.index(f"team.{far.pk}")
    assert f"city.{BAOTOU}" in keys
    assert f"city.{HOHHOT}" not in keys, "a city that has none is not offered"
    first = best[0]
    assert (first.cost.left, first.cost.total) == (1, 2), "what would remain at home"
    within = listed(officer, Filters(kind="WATER", within=1), incident.point, None)
    assert within.units == ()


def test_a_team_that_is_out_shows_its_task_what_blocks_it_its_battery_and_whom_to_write_to(
    incident,
):
    chief = make.person(Post.COMMANDER, ORDOS)
    leader = make.person(Post.TEAM_LEADER, ORDOS, name="队长甲")
    team = make.team(region=ORDOS, name="堵住的队", base=NEAR)
    with transaction.atomic(), authority.acting_as(ORDOS):
        join_team(actor=None, team_id=team.pk, person_id=leader.pk)
    commit_team(actor=chief, incident_id=incident.pk, team_id=team.pk)
    task = assign_task(
        actor=chief,
        incident_id=incident.pk,
        title="巡堤",
        kind="patrol",
        assignee_kind="team",
        assignee_id=team.pk,
        check_in_minutes=30,
    )
    for verb in ("acknowledge", "start"):
        advance_task(actor=leader, task_id=task.pk, verb=verb)
    fix = positions.Fix(team_id=team.pk, lat=40.4, lon=110.0, observed_at=now(), battery=31)
    positions.record([fix])

    def unit(person=chief):
        (found,) = listed(person, Filters(q="堵住"), None, None).units
        return found

    seen = unit()
    assert (seen.status, seen.battery, seen.errand.number) == ("ordered", 31, task.number)
    assert seen.heard_by > now()
    assert f"recipients=person%3A{leader.pk}" in seen.message_url
    shown = client_of(chief).get("/f/?q=堵住").content.decode()
    assert all(said in shown for said in (f"{task.number} 巡堤", "31 %", f"/t/{task.pk}/"))

    advance_task(actor=leader, task_id=task.pk, verb="block", reason="桥断")
    assert (unit().status, unit().blocked) == ("blocked", "桥断")
    at = reading.scene(chief, Filters())
    held = {column.status: column.count for column in reading.columns(chief, Filters(), at)}
    assert (held["blocked"], held["ordered"]) == (1, 0)
    assert names(chief, status="blocked") == ["堵住的队"]
    assert in_the_room(incident, chief) == ("blocked", "桥断", "blocked", "桥断")
    advance_task(actor=leader, task_id=task.pk, verb="report", progress=50)
    assert (unit().status, unit().blocked) == ("ordered", "")
    assert in_the_room(incident, chief) == ("ordered", "", "ordered", "")


def in_the_room(incident, person):
    """Return how the incident's forces tab, its first page and its papers say it stands."""
    (sent,) = chain(incident, person).sent
    (line,) = forces(incident)
    client = client_of(person)
    page = client.get(reverse("incident-forces", args=[incident.pk])).content.decode()
    assert (f'data-s="{sent.force}"' in page, "桥断" in page) == (True, bool(sent.obstacle))
    told = client.get(reverse("forces-paper", args=[incident.pk, "json"])).content.decode()
    assignments = client.get(f"/t/paper/ics204/json/?incident={incident.pk}").content.decode()
    for paper in (told, assignments):
        says = "受阻" in paper or "Blocked" in paper
        assert (says, "桥断" in paper) == (bool(sent.obstacle), bool(sent.obstacle))
    blocked = line.said == said(BLOCKED)
    return sent.force, sent.obstacle, "blocked" if blocked else "ordered", line.obstacle


def test_a_vehicle_stands_where_its_tracker_saw_it_and_a_way_without_roads_is_a_distance(
    officer, incident, monkeypatch
):
    truck = make.asset(region=ORDOS, base=NEAR)
    fix = positions.Fix(asset_id=truck.pk, lat=40.2, lon=110.1, observed_at=now(), battery=9)
    positions.record([fix])
    (unit,) = listed(officer, Filters(of="assets"), None, None).units
    assert (unit.lat, unit.battery) == (40.2, 9)
    assert f"recipients=city%3A{ORDOS}" in unit.message_url

    def broken(*_args, **_kwargs):
        raise RuntimeError("no graph")

    monkeypatch.setattr(legs_of, "roads_at", broken)
    shown = client_of(officer).get(f"/f/?of=assets&incident={incident.pk}").content.decode()
    km = legs_of.great_circle_km((40.2, 110.1), (incident.point.y, incident.point.x))
    assert f"{km:.0f} km" in shown
    assert "straight line" in shown


def test_when_nobody_is_free_the_nearest_that_is_not_and_the_way_on_are_named(
    officer, incident
):
    out = make.team(region=ORDOS, kind="WATER", name="在外的队", base=NEAR)
    commit_team(actor=officer, incident_id=make.incident().pk, team_id=out.pk)
    need = make.need(incident, what="WATER", quantity=1)
    where = f"/f/part/best/?incident={incident.pk}&need={need.pk}&kind=WATER"
    shown = client_of(officer).get(where).content.decode()
    assert "None free in the four cities" in shown
    assert "在外的队" in shown
    assert "autonomous region" in shown


def test_the_reach_grows_with_the_minutes():
    rings = reach((40.5, 109.8)).rings
    assert sorted(rings) == [30, 60, 90]
    north = [ring[0][0] for _minutes, ring in sorted(rings.items())]
    assert north == sorted(north)


def test_own_forces_are_ordered_and_others_become_a_request_in_one_act(officer, incident):
    team = make.team(region=ORDOS, kind="WATER", headcount=22)
    need = make.need(incident, what="WATER", quantity=3)
    client = client_of(officer)
    asked = {
        "incident": str(incident.pk),
        "need": str(need.pk),
        "u": [f"team.{team.pk}", f"city.{BAOTOU}"],
    }
    shown = client.get(reverse("forces-send"), asked)
    assert shown.status_code == 200
    assert "22" in shown.content.decode()
    assert not Deployment.objects.exists()

    given = asked | {"when": "now", "place": "渡口", "key": str(new_id())}
    given[f"n.city.{BAOTOU}"] = "2"
    for _again in range(2):
        answer = client.post(reverse("forces-send"), given)
        assert answer.status_code == 303, answer.content.decode()

    assert Deployment.objects.get().team_id == team.pk
    request = ResourceRequest.objects.get()
    assert (request.asked, request.quantity, request.need_id) == ([BAOTOU], 2, need.pk)


def test_a_force_is_kept_for_later_and_a_window_is_asked_for(officer, incident):
    team = make.team(region=ORDOS, kind="WATER")
    given = {"incident": str(incident.pk), "u": f"team.{team.pk}", "when": "later"}
    client = client_of(officer)
    refused = client.post(reverse("forces-send"), given | {"key": str(new_id())})
    assert refused.status_code == 400
    assert not Deployment.objects.exists()

    window = {
        "starts": f"{now() + timedelta(hours=20):%Y-%m-%dT%H:%M}",
        "until": f"{now() + timedelta(hours=30):%Y-%m-%dT%H:%M}",
    }
    answer = client.post(reverse("forces-send"), given | window | {"key": str(new_id())})
    assert answer.status_code == 303, answer.content.decode()
    (unit,) = listed(officer, Filters(status="reserved"), None, None).units
    assert unit.id == str(team.pk)


def test_what_cannot_be_sent_is_refused_in_words_and_nothing_changes(officer, incident):
    team = make.team(region=ORDOS, kind="WATER")
    foreign = make.team(region=BAOTOU, kind="WATER", name="看不见的队")
    commit_team(actor=officer, incident_id=incident.pk, team_id=team.pk)
    given = {"incident": str(incident.pk), "when": "now", "key": str(new_id())}
    client = client_of(officer)

    refused = client.post(reverse("forces-send"), given | {"u": f"team.{team.pk}"})
    assert refused.status_code == 400
    assert 'role="alert"' in refused.content.decode()
    hidden = client.get(reverse("forces-send"), given | {"u": f"team.{foreign.pk}"})
    assert "看不见的队" not in hidden.content.decode()
    observer = client_of(make.person(Post.OBSERVER, ORDOS))
    assert observer.post(reverse("forces-send"), given).status_code == 403
    assert Deployment.objects.count() == 1
    assert not ResourceRequest.objects.exists()


def test_a_need_is_stated_from_a_form_and_closed_with_a_reason(officer, incident):
    client = client_of(officer)
    new = reverse("need-new", args=[incident.pk])
    assert client.get(new).status_code == 200
    empty = client.post(new, {"key": str(new_id()), "quantity": "0"})
    assert empty.status_code == 400
    given = {"what": "MED", "quantity": "2", "priority": "1", "key": str(new_id())}
    answer = client.post(new, given)
    assert answer.status_code == 303, answer.content.decode()
    assert "need=" in answer.url
    (need,) = reading.scene(officer, Filters(incident=incident.pk)).needs
    assert (need.what, need.open, need.priority) == ("MED", 2, 1)

    end = reverse("need-close", args=[need.id])
    assert client.post(end, {"key": str(new_id())}).status_code == 400
    ended = client.post(end, {"key": str(new_id()), "reason": "已足"})
    assert ended.status_code == 303
    assert reading.scene(officer, Filters(incident=incident.pk)).needs == ()


def test_every_view_of_the_board_is_drawn_live_and_as_json(officer, incident):
    make.team(region=ORDOS, kind="WATER", name="水域一队")
    make.stock(region=ORDOS)
    make.need(incident, what="WATER", quantity=1)
    client = client_of(officer)
    of = f"incident={incident.pk}"
    board, drawn = f"{of}&kind=WATER&view=board", f"{of}&of=stocks&view=map"
    for query in ("", of, board, drawn, "of=assets"):
        assert client.get(f"/f/?{query}").status_code == 200, query
    for part in ("needs", "best", "rows"):
        assert client.get(f"/f/part/{part}/?{of}&kind=WATER").status_code == 200
    drawn = client.get(f"/f/places/?{of}&kind=WATER").json()
    assert [unit["name"] for unit in drawn["units"]] == ["水域一队"]
    assert set(drawn["reach"]) == {"30", "60", "90"}
    assert client.get(f"/f/?incident={new_id()}").status_code == 404
