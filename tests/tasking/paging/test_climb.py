"""A page climbs over push, SMS and voice until somebody answers."""

from uuid import UUID

import pytest

from command.core.errors import Conflict
from command.core.models import Entry
from command.tasking import tasks as tasking_tasks
from command.tasking.actions import advance_task
from command.tasking.paging import tasks
from command.tasking.paging.actions import (
    page_contact,
    take_receipt,
)
from command.tasking.paging.models import DeviceSecret, Page, PageState
from command.tasking.paging.selectors.cards import changed
from tests import make
from tests.make import ORDOS, Post
from tests.support.later import let_pass
from tests.support.story import whole_story
from tests.tasking import made
from tests.tasking.paging.conftest import enrol
from tests.tasking.paging.pages import attempts, paged, state_of

pytestmark = pytest.mark.django_db


def all_of(incident):
    """Return the function that fetches the views of an incident's tasks and pages."""
    tasks_of = made.cards(incident)
    pages = PageState.objects.select_related("page")
    return lambda: {**tasks_of(), **changed(list(pages.all()))}


def test_silence_climbs_over_push_sms_and_voice_until_somebody_answers(
    server, commander, reachable
):
    incident = make.incident()
    state = made.issued(incident, by=commander, to=reachable)
    let_pass(seconds=30)
    with whole_story(incident.room_id, all_of(incident)) as entries:
        assert (tasking_tasks.chase_due(), tasks.deliver_pages()) == (1, 1)
    assert [entry["kind"] for entry in entries] == ["task.paged", "page.sent"]
    assert entries[0]["says"]["en"] == (
        "Task T-01 Move community 1: 1 person without acknowledgement called by web push"
    )
    assert entries[1]["payload"]["channel"] == "push"
    path, headers, body = server.pushed[0]
    told = reachable.browser.read(body)
    assert path == "/push/1"
    assert (told["url"], headers["urgency"]) == (f"/m0/{state.task_id}/", "high")
    assert "T-01" in told["text"]
    assert headers["authorization"].startswith("vapid t=")

    let_pass(seconds=30)
    assert (tasking_tasks.chase_due(), tasks.deliver_pages()) == (1, 1)
    sms = next(iter(server.messages.values()))
    assert (sms["to"], sms["kind"], sms["lang"]) == ("13800001234", "sms", "zh-hans")

    # The call is queued; the order is answered before it leaves.
    let_pass(seconds=60)
    assert tasking_tasks.chase_due() == 1
    advance_task(actor=reachable, task_id=state.task_id, verb="acknowledge")
    assert tasks.deliver_pages() == 0
    assert len(server.messages) == 1
    last = Page.objects.filter(task=state.task_id).order_by("pk").last()
    assert attempts(last) == [("voice", "refused", "answered")]
    let_pass(minutes=30)
    assert tasking_tasks.chase_due() == 0


def test_a_page_goes_by_the_first_way_that_takes_it(server, reachable):
    first = paged(reachable)
    assert tasks.deliver_pages() == 1
    assert (attempts(first), len(server.messages)) == ([("push", "sent", "")], 0)

    server.faults = ["410"]
    second = paged(reachable)
    assert [tasks.deliver_pages()] == [1]
    assert attempts(second) == [("push", "failed", "gone"), ("sms", "sent", "")]
    assert DeviceSecret.objects.get(endpoint="", phone="").gone_at is not None
    assert (state_of(second).text, state_of(second).phone) == ("", "")

    third = paged(reachable)
    assert tasks.deliver_pages() == 1
    assert attempts(third) == [("push", "failed", "no_device"), ("sms", "sent", "")]


def test_somebody_without_any_device_is_said_not_to_be_reached(server, leader):
    incident_page = paged(leader)
    assert tasks.deliver_pages() == 0
    assert attempts(incident_page) == [
        ("push", "failed", "no_device"),
        ("sms", "failed", "no_phone"),
        ("voice", "failed", "no_phone"),
    ]
    told = Entry.objects.filter(room=leader.room, kind="page.failed").get()
    assert told.payload["code"] == "no_phone"


def test_a_channel_that_is_not_set_up_says_so(leader):
    made_page = paged(leader)
    assert tasks.deliver_pages() == 0
    assert {code for _, _, code in attempts(made_page)} == {"not_set_up"}


def test_an_exercise_reaches_who_takes_part_and_nobody_else(
    server, reachable, commander, exercise
):
    outside = paged(reachable, exercise=exercise.pk)
    contact = page_contact(
        actor=None, name="刘", phone="13911112222", text="请到岗", exercise=exercise.pk
    )
    assert (tasks.deliver_pages(), server.asked) == (0, 0)
    assert attempts(outside) == [("push", "refused", "not_taking_part")]
    assert attempts(contact) == [("sms", "refused", "not_taking_part")]
    kinds = made.kinds(exercise.room)
    assert kinds.count("page.refused") == 2
    assert made.kinds(reachable.room).count("page.refused") == 0

    enrol(reachable, exercise)
    inside = paged(reachable, exercise=exercise.pk)
    assert tasks.deliver_pages() == 1
    assert attempts(inside) == [("push", "sent", "")]
    told = reachable.browser.read(server.pushed[0][2])
    assert told["title"] == "【演练】集合"
    assert told["text"].startswith("【演练】")
    with pytest.raises(Conflict):
        paged(reachable, exercise=exercise.pk, task=made.task(by=commander))


def test_a_receipt_is_taken_down_once(server):
    made_page = page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
    tasks.deliver_pages()
    of = {"actor": None, "page_id": made_page.pk, "channel": "sms"}
    for _ in range(2):
        take_receipt(**of, delivered=True)
    assert attempts(made_page) == [("sms", "sent", ""), ("sms", "delivered", "")]
    assert state_of(made_page).status == "delivered"
    assert made.kinds("joint").count("page.delivered") == 1
    take_receipt(**of, delivered=False)
    assert state_of(made_page).status == "delivered"


def test_no_order_is_delivered_later_because_of_a_call(commander, reachable):
    """A page never waits in a transaction of an order: what is queued is in the database."""
    state = made.issued(by=commander, to=make.person(Post.TEAM_LEADER, ORDOS))
    assert isinstance(state.task_id, UUID)
    assert made.delivered() == 1
