"""The page of the ways out, its API, and the entrance of gateways."""

import pytest

from command.tasking.paging import tasks
from command.tasking.paging.actions import page, page_contact, register_phone
from command.tasking.paging.models import Device, DeviceSecret, PageState
from tests import make
from tests.make import BAOTOU, Post
from tests.support.client import client_of
from tests.support.gateway import Browser

pytestmark = pytest.mark.django_db
RECEIPTS = "/api/paging/receipts/"


def test_the_page_says_what_is_not_set_up_and_how_to_set_it_up(leader):
    text = client_of(leader).get("/t/paging/").content.decode()
    assert text.count("not set up") >= 3
    assert "JC_SMS_URL, JC_SMS_TOKEN" in text
    assert "You cannot be called yet" in text


def test_the_page_says_how_the_ways_do_and_hides_what_is_not_ones_own(
    server, reachable, commander
):
    page(actor=commander, person=reachable, subject="集合点名", text="立即到前指集合")
    tasks.deliver_pages()
    server.faults = ["500"]
    page_contact(actor=commander, name="刘", phone="13911112222", text="请联系人到岗")
    tasks.deliver_pages()
    mine = client_of(reachable).get("/t/paging/").content.decode()
    assert "集合点名" in mine
    assert "请联系人到岗" not in mine
    assert "13800001234" not in mine
    assert "…1234" in mine
    asked = client_of(commander).get("/t/paging/state/").content.decode()
    assert "请联系人到岗" in asked
    assert "…2222" in asked
    stranger = client_of(make.person(Post.COMMANDER, BAOTOU))
    assert "集合点名" not in stranger.get("/t/paging/").content.decode()
    assert stranger.get("/api/paging/pages/").json() == []
    ways = {one["channel"]: one for one in stranger.get("/api/paging/").json()["channels"]}
    assert (ways["push"]["sent"], ways["sms"]["sent"]) == (1, 0)
    assert (ways["sms"]["failed"], ways["sms"]["last_code"]) == (1, "http_500")
    assert (ways["sms"]["queued"], ways["voice"]["queued"]) == (1, 0)


def test_a_browser_subscribes_and_is_forgotten(server, leader):
    client = client_of(leader)
    browser = Browser(server.address).subscription
    key = client.get("/api/paging/").json()["push_key"]
    assert len(key) == 87
    told = {
        "endpoint": browser["endpoint"],
        "keys": {"p256dh": browser["p256dh"], "auth": browser["auth"]},
        "label": "Edge",
    }
    for _ in range(2):
        answer = client.post("/api/paging/devices/", told, "application/json")
        assert (answer.status_code, len(answer.json())) == (201, 1)
    assert browser["auth"] not in answer.content.decode()
    device = answer.json()[0]["id"]
    stranger = client_of(make.person(Post.COMMANDER, BAOTOU))
    assert stranger.post(f"/api/paging/devices/{device}/forget/").status_code == 404
    assert stranger.post(f"/t/paging/{device}/forget/").status_code == 404
    assert client.post(f"/t/paging/{device}/forget/").status_code == 302
    assert Device.objects.get().forgotten_at is not None
    assert DeviceSecret.objects.get().endpoint == ""


def test_a_telephone_is_entered_and_replaced_and_a_wrong_one_is_kept_in_the_form(leader):
    client = client_of(leader)
    wrong = client.post("/t/paging/phone/", {"phone": "my phone"})
    assert wrong.status_code == 400
    assert 'value="my phone"' in wrong.content.decode()
    for number in ("138 0000 1234", "+86 139-0000-5678"):
        assert client.post("/t/paging/phone/", {"phone": number}).status_code == 302
    assert [one["label"] for one in client.get("/api/paging/devices/").json()] == ["…5678"]
    assert DeviceSecret.objects.exclude(phone="").get().phone == "+8613900005678"


def test_only_a_gateway_with_the_token_reports(server, client, settings):
    made_page = page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
    tasks.deliver_pages()
    body = {"key": f"{made_page.pk}.sms", "status": "delivered"}

    def report(token, **given):
        headers = {"Authorization": token} if token else {}
        told = {**body, **given}
        return client.post(RECEIPTS, told, "application/json", headers=headers).status_code

    for wrong in ("", "Bearer ", "Bearer wrong", "receipts-token", "Bearer 令牌"):
        assert report(wrong) == 401
    good = "Bearer receipts-token"
    assert report(good, key="x") == 400
    assert report(good, status="read") == 400
    assert report(good, key=f"{'-' * 36}.sms") == 404
    assert report(good, key=f"{made_page.pk}.voice") == 404
    assert PageState.objects.get().status == "sent"
    assert (report(good), report(good)) == (204, 204)
    assert PageState.objects.get().status == "delivered"
    settings.JC_RECEIPTS_TOKEN = ""
    assert report("Bearer ") == 401


def test_the_worker_is_served_apart_from_all_pages(client):
    answer = client.get("/push/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "showNotification" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_telephone_is_nobody_elses_business(leader, commander):
    register_phone(actor=leader, phone="13800001234")
    assert client_of(commander).get("/api/paging/devices/").json() == []
