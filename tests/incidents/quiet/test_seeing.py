"""Quiet areas on the page, on the map and for machines: each sees what is theirs."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from command.tasking.models import TaskState
from incidents.monitoring.quiet import selectors
from incidents.monitoring.quiet.judging import Area
from incidents.monitoring.quiet.limits import Limits
from tests import make
from tests.incidents.quiet.world import beats, hours_ago, three_stations
from tests.make import Post
from tests.support.client import client_of
from tests.support.once import made_once

pytestmark = pytest.mark.django_db
PAGES = ("quiet-areas", "quiet-areas-list", "quiet-areas-dark")


@pytest.fixture(scope="module")
def area(django_db_setup, django_db_blocker):
    """Dalad is quiet, and a look at it is drafted for Ordos."""
    with made_once(django_db_blocker, made) as state:
        yield state


def made():
    three_stations()
    make.incident(by=make.person(Post.DUTY_OFFICER, make.ORDOS))
    return beats(hours_ago(2))[0]


def shown(person, name):
    answer = client_of(person).get(reverse(name))
    assert answer.status_code == 200
    return answer.content.decode()


def test_those_on_duty_there_see_it_and_how_the_look_gets_on(area, db):
    officer = make.person(Post.DUTY_OFFICER, make.ORDOS)
    page = shown(officer, "quiet-areas")
    task = TaskState.objects.get(task__basis__startswith="quiet_area.")
    for words in ("Dalad Banner", "2 of 2 silent", "1 neighbour reports", "Station D-1"):
        assert words in page
    assert reverse("task", args=[task.task_id]) in page
    assert "Draft" in page
    assert 'data-region="150621"' in shown(officer, "quiet-areas-dark")
    assert "1 not given yet" in client_of(officer).get(reverse("tasks")).content.decode()
    board = client_of(officer).get("/t/list/?state=draft").content.decode()
    assert "Reconnoitre a quiet area · Dalad Banner" in board
    assert (
        "No area is quiet." in client_of(officer).get("/m/quiet/?city=150900").content.decode()
    )
    # Behind the list: everybody who is late, also where others have spoken.
    [card] = client_of(officer).get(reverse("api-quiet-areas")).json()
    assert (card["region"], card["silent"], card["state"]) == ("150621", 2, "quiet")
    one = client_of(officer).get(reverse("api-quiet-area", args=[card["id"]]))
    assert one.json() == card
    late = client_of(officer).get(reverse("api-silences")).json()
    assert {row["region"] for row in late} >= {"150621"}


@pytest.mark.parametrize("post", [Post.DUTY_OFFICER, Post.SYSTEM_ADMIN])
def test_nobody_else_hears_of_it(area, db, post):
    outsider = make.person(post, make.HOHHOT)
    for name in PAGES:
        answer = client_of(outsider).get(reverse(name))
        told = answer.content.decode()
        assert "D-1" not in told
        assert 'data-region="150621"' not in told
    client = client_of(outsider)
    assert client.get(reverse("api-quiet-areas")).json() == []
    assert client.get(reverse("api-quiet-area", args=[area.pk])).status_code == 404
    assert all(row["region"] != "150621" for row in client.get("/api/silences/").json())


def test_of_several_incidents_the_look_belongs_to_the_nearest_in_kind(area, db):
    at = now()
    here = Area("150621", None, at, Limits.of().confirmed_after)
    assert selectors.incident_for(here, 150).region_id == "150621"
    make.incident(region=make.BAOTOU, by=make.person(Post.DUTY_OFFICER, make.BAOTOU))
    assert selectors.incident_for(here, 150).region_id == "150621"
    elsewhere = Area("150922", None, at, Limits.of().confirmed_after)
    assert selectors.incident_for(elsewhere, 150) is None
