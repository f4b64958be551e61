"""Gateways that fail, hang, lie or are away."""

import pytest

from command.tasking.paging import tasks
from command.tasking.paging.actions import (
    Letter,
    page_contact,
    page_contacts,
)
from command.tasking.paging.models import PageState
from tests.support.later import let_pass
from tests.tasking.paging.pages import attempts, state_of

pytestmark = pytest.mark.django_db


AWAY = "http://127.0.0.1:9/"


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
