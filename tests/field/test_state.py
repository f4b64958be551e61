"""What a phone knows without a network: its own orders, and nothing that is not its own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now

from command.field.models import FieldDevice
from command.tasking.actions import create_task, issue_task
from incidents.messaging.actions import send_message
from incidents.messaging.models import ReceiptState
from tests import make
from tests.field.phone import Phone
from tests.make import BAOTOU, ORDOS, Post
from tests.support.once import made_once
from tests.tasking import made


class World:
    """A team with an order far from home, and somebody else with an order of their own."""

    def __init__(self):
        self.commander = make.person(Post.COMMANDER, ORDOS, name="云志刚")
        self.incident = make.incident()
        self.team, (self.member,) = made.team(BAOTOU)
        self.other = make.person(Post.TEAM_LEADER, ORDOS)
        self.order = self.ordered(self.team.pk)
        made.issued(make.incident(), by=self.commander, to=self.other)

    def ordered(self, team_id):
        drafted = create_task(
            actor=self.commander,
            incident_id=self.incident.pk,
            title="转移一社群众",
            kind="rescue_evacuate",
            checklist=[{"text": "清点人数"}],
        )
        return issue_task(
            actor=self.commander,
            task_id=drafted.pk,
            assignee_kind="team",
            assignee_id=team_id,
        )


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, World) as made_world:
        yield made_world


@pytest.fixture
def phone(db, world):
    return Phone(world.member)


def test_a_phone_knows_its_orders_where_they_are_and_whom_to_call(world, phone):
    known = phone.state()
    [order] = known["tasks"]
    assert (order["id"], order["state"], order["next"]) == (
        str(world.order.pk),
        "issued",
        "acknowledge",
    )
    assert (order["ordered_by"], order["is_unread"]) == ("云志刚", True)
    assert [dot["mark"] for dot in order["stages"]] == ["done", "now", "ahead", "ahead"]
    assert list(known["incidents"]) == [str(world.incident.pk)]
    assert known["incidents"][order["incident"]]["lat"] == 40.503
    assert known["person"]["team"]["id"] == str(world.team.pk)
    assert {"119", "120", "110"} <= {line["phone"] for line in known["hotline"]}
    assert parse_datetime(known["session_until"]) > now()
    assert (known["help"], known["steps"]) == (None, {})


def test_nothing_of_others_is_in_it(world, phone):
    own = phone.state()
    theirs = Phone(world.other).state()
    assert not {each["id"] for each in own["tasks"]} & {each["id"] for each in theirs["tasks"]}
    assert not set(own["incidents"]) & set(theirs["incidents"])
    observer = Phone(make.person(Post.OBSERVER, ORDOS)).state()
    assert (observer["tasks"], observer["incidents"], observer["contacts"]) == ([], {}, [])


def test_unchanged_it_is_not_sent_again(world, phone):
    answer = phone.client.get("/m0/state/")
    tag = answer["ETag"]
    again = phone.client.get("/m0/state/", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    phone.do("step", task_id=world.order.pk, verb="acknowledge")
    changed = phone.client.get("/m0/state/", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_asking_delivers_and_says_how_the_phone_is(world, phone):
    send_message(
        actor=world.commander,
        kind="message",
        text="水位上涨",
        recipients=[f"person:{world.member.pk}"],
    )
    told = {
        "device": str(phone.device),
        "sent_at": (now() + timedelta(hours=1)).isoformat(),
        "waiting": 7,
    }
    answer = phone.client.get("/m0/state/", told)
    assert answer.json()["messages"][0]["text"] == "水位上涨"
    assert ReceiptState.objects.get().stage == "delivered"
    device = FieldDevice.objects.get()
    assert (device.waiting, round(device.ahead_ms / 60_000)) == (7, 60)
    for wrong in ({"device": "x"}, {"sent_at": "noon"}, {"other": 1}, {"waiting": -1}):
        assert phone.client.get("/m0/state/", {**told, **wrong}).status_code == 400


def test_ten_orders_cost_no_more_queries_than_one(world, phone):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            phone.state()
        return len(queries)

    phone.state()
    one = asked()
    for _time in range(9):
        world.ordered(world.team.pk)
    assert len(phone.state()["tasks"]) == 10
    assert asked() <= one + 1
    assert one <= 35
