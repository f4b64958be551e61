"""Bringing pages out: claimed, carried, settled; whatever the other side does."""

import os
import signal
import subprocess
import sys
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.utils.timezone import now

from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import Entry
from command.tasking import tasks as tasking_tasks
from command.tasking.actions import advance_task
from command.tasking.paging import guard, tasks
from command.tasking.paging.actions import (
    Letter,
    claim_pages,
    page,
    page_contact,
    page_contacts,
    page_myself,
    settle_pages,
    subscribe_device,
    take_receipt,
)
from command.tasking.paging.models import DeviceSecret, Page, PageAttempt, PageState
from command.tasking.paging.selectors.cards import changed
from tests import make
from tests.make import ORDOS, Post
from tests.support.gateway import Browser
from tests.support.later import let_pass
from tests.support.live import ROOT
from tests.support.race import race
from tests.support.story import whole_story
from tests.tasking import made
from tests.tasking.paging.conftest import enrol

pytestmark = pytest.mark.django_db
AWAY = "http://127.0.0.1:9/"


def paged(person, **given):
    told = {"subject": "集合", "text": "立即到前指集合", "urgent": True, **given}
    return page(actor=None, person=person, **told)


def state_of(made_page):
    return PageState.objects.get(pk=made_page.pk)


def attempts(made_page):
    rows = PageAttempt.objects.filter(page=made_page).order_by("at")
    return [(row.channel, row.outcome, row.code) for row in rows]


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


@pytest.mark.parametrize(
    ("fault", "code", "again"),
    [
        ("500", "http_500", True),
        ("429", "http_429", True),
        ("slow", "timeout", True),
        ("drop", "no_connection", True),
        ("400", "http_400", False),
        ("moved", "redirect", False),
    ],
)
def test_a_fault_that_may_pass_is_tried_again_later_and_another_is_not(
    server, settings, fault, code, again
):
    settings.JC_GATEWAY_TIMEOUT_S = 0.3 if fault == "slow" else 5
    made_page = page_contact(actor=None, name="刘", phone="139 1111 2222", text="请到岗")
    server.faults = [fault]
    tasks.deliver_pages()
    if not again:
        # The next channel took it.
        assert attempts(made_page) == [("sms", "failed", code), ("voice", "sent", "")]
        return
    assert attempts(made_page) == [("sms", "failed", code)]
    assert (state_of(made_page).status, tasks.deliver_pages()) == ("queued", 0)
    let_pass(seconds=8)
    assert tasks.deliver_pages() == 1
    assert attempts(made_page)[-1] == ("sms", "sent", "")
    assert [message["key"] for message in server.messages.values()] == [f"{made_page.pk}.sms"]


def test_what_does_not_pass_ends_after_six_tries_on_each_way(server):
    server.fault = "503"
    made_page = page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
    for _ in range(14):
        tasks.deliver_pages()
        let_pass(minutes=5)
    assert len(attempts(made_page)) == 12
    assert (state_of(made_page).status, state_of(made_page).hint) == ("failed", "…2222")


def test_an_answer_that_was_lost_makes_no_double(server):
    server.faults = ["lost"]
    made_page = page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
    tasks.deliver_pages()
    let_pass(seconds=10)
    assert tasks.deliver_pages() == 1
    assert (len(server.messages), server.doubles) == (1, 1)
    assert state_of(made_page).status == "sent"


def test_an_endless_answer_is_not_read_to_its_end(server):
    server.faults = ["long"]
    page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
    assert tasks.deliver_pages() == 1


def test_a_gateway_that_is_away_holds_nobody_up(server, settings):
    settings.JC_SMS_URL = AWAY
    letters = [Letter("请到岗", "请到岗", phone=f"1391111{n:04d}") for n in range(30)]
    page_contacts(actor=None, letters=letters)
    assert tasks.deliver_pages() == 0
    assert PageState.objects.filter(status="queued", code="no_connection").count() == 30


def test_a_secret_is_told_to_no_unsafe_address(server, settings):
    settings.JC_SMS_URL = settings.JC_VOICE_URL = "http://gateway.example.cn/sms"
    made_page = page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
    assert tasks.deliver_pages() == 0
    assert {code for _, _, code in attempts(made_page)} == {"unsafe_address"}


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


def test_a_killed_worker_sends_again_under_the_same_key_when_its_lease_runs_out(server):
    page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
    parcels = claim_pages(actor=None)
    guard.leave(parcels)
    # It is killed here: nothing was settled.
    assert claim_pages(actor=None) == []
    let_pass(seconds=61)
    again = claim_pages(actor=None)
    assert [one.key for one in again] == [one.key for one in parcels]
    assert settle_pages(actor=None, results=guard.leave(again)) == 1
    assert (len(server.messages), server.doubles) == (1, 1)
    # The killed one was only slow: it comes too late.
    late = guard.leave(parcels)
    assert settle_pages(actor=None, results=late) == 0
    assert PageAttempt.objects.count() == 1


def test_the_clock_of_a_worker_decides_nothing(server):
    with time_machine.travel(now(), tick=False) as clock:
        clock.shift(3600)
        page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
        clock.shift(-7200)
        assert (tasks.deliver_pages(), tasks.deliver_pages()) == (1, 0)


WORKER = """
import django, os; django.setup()
from command.tasking.paging import guard, tasks
real = guard.leave
def leave(parcels):
    done = real(parcels)
    print("left", flush=True)
    import time; time.sleep(60)
    return done
guard.leave = leave
tasks.deliver_pages()
"""


@pytest.mark.django_db(transaction=True)
def test_kill_nine_between_sending_and_settling_loses_and_doubles_nothing(server, settings):
    """A real worker, killed; the broker is not asked at all, so it may be empty too."""
    letters = [Letter("请到岗", "请到岗", phone=f"1391111{n:04d}") for n in range(5)]
    page_contacts(actor=None, letters=letters)
    url = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "command.settings.test",
        "DATABASE_URL": f"postgres://{url['USER']}:{url['PASSWORD']}@{url['HOST']}:{url['PORT']}"
        f"/{url['NAME']}",
        "JC_SMS_URL": settings.JC_SMS_URL,
        "JC_SMS_TOKEN": settings.JC_SMS_TOKEN,
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=ROOT, env=environment,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with worker:
        assert worker.stdout.readline() == "left\n"
        worker.send_signal(signal.SIGKILL)
    assert len(server.messages) == 5
    assert PageAttempt.objects.count() == 0
    assert tasks.deliver_pages() == 0
    let_pass(seconds=61)
    assert tasks.deliver_pages() == 5
    assert (len(server.messages), server.doubles) == (5, 5)
    assert PageState.objects.filter(status="sent", text="", phone="").count() == 5


@pytest.mark.django_db(transaction=True)
def test_any_number_of_workers_send_each_page_once(server):
    letters = [Letter("请到岗", "请到岗", phone=f"1391111{n:04d}") for n in range(24)]
    page_contacts(actor=None, letters=letters)
    sent = race(tasks.deliver_pages, times=4)
    assert (sum(sent), server.asked, server.doubles) == (24, 24, 0)


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


def test_one_calls_oneself_over_every_way_but_not_all_the_time(server, reachable):
    page_myself(actor=reachable)
    assert tasks.deliver_pages() == 3
    assert (len(server.pushed), len(server.messages)) == (1, 2)
    with pytest.raises(Conflict):
        page_myself(actor=reachable)


def test_who_may_call_and_what_a_call_says(server, leader, commander):
    counted = Page.objects.count()
    with pytest.raises(NotPermitted):
        page(actor=leader, person=commander, subject="x", text="y")
    with pytest.raises(NotPermitted):
        page_contact(actor=leader, name="x", phone="13911112222", text="y")
    for phone, text in (("letters", "y"), ("13911112222", " "), ("12", "y"), ("139\x00", "y")):
        with pytest.raises(Invalid):
            page_contact(actor=commander, name="x", phone=phone, text=text)
    assert Page.objects.count() == counted
    assert page(actor=commander, person=leader, subject="x", text="y").made_by == commander


def test_a_browser_is_its_last_users(server, leader, commander):
    browser = Browser(server.address)
    first = subscribe_device(actor=leader, label=" Edge ", **browser.subscription)
    assert subscribe_device(actor=leader, label="Edge", **browser.subscription) == first
    subscribe_device(actor=commander, label="Edge", **browser.subscription)
    assert DeviceSecret.objects.get(pk=first.pk).endpoint == ""
    for wrong in (
        {"endpoint": "https://10.0.0.7/push/1"},
        {"endpoint": "http://fcm.googleapis.com/1"},
        {"endpoint": "https://evil.example.cn/.push.example.com"},
        {"p256dh": "AAAA"},
        {"auth": "é"},
    ):
        with pytest.raises(Invalid):
            subscribe_device(actor=leader, label="x", **{**browser.subscription, **wrong})


def test_the_journal_holds_no_number_and_no_contact(server, reachable):
    page_contact(actor=None, name="刘某某", phone="13911112222", text="请到岗")
    paged(reachable)
    tasks.deliver_pages()
    for entry in Entry.objects.all():
        told = f"{entry.payload} {entry.changed}"
        assert "13911112222" not in told
        assert "13800001234" not in told
        assert "刘某某" not in told
        assert "push/1" not in told


def test_no_order_is_delivered_later_because_of_a_call(commander, reachable):
    """A page never waits in a transaction of an order: what is queued is in the database."""
    state = made.issued(by=commander, to=make.person(Post.TEAM_LEADER, ORDOS))
    assert isinstance(state.task_id, UUID)
    assert made.delivered() == 1
