"""Who may call whom, and what is kept of it."""

import pytest

from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import Entry
from command.tasking.paging import tasks
from command.tasking.paging.actions import (
    page,
    page_contact,
    page_myself,
    subscribe_device,
)
from command.tasking.paging.models import DeviceSecret, Page
from tests.support.gateway import Browser
from tests.tasking.paging.pages import paged

pytestmark = pytest.mark.django_db


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
