"""The pages and the interface of messaging: everything that is shown, and what is refused."""

from uuid import uuid4

import pytest
from django.urls import reverse

from incidents.messaging.models import Message
from incidents.messaging.selectors import find
from tests import make
from tests.incidents.messaging import made
from tests.make import BAOTOU, ORDOS, ULANQAB, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(db):
    return make.incident()


@pytest.fixture
def commander(db):
    return made.commander()


@pytest.fixture
def leader(db):
    return make.person(Post.TEAM_LEADER, ORDOS, name="红岩队长")


def test_sent_read_and_read_back_by_form(incident, commander, leader):
    chief, team = client_of(commander), client_of(leader)
    form = {
        "key": str(uuid4()), "at": f"incident:{incident.pk}", "kind": "order",
        "text": "封控下游道路", "recipients": [made.to(leader)], "read_back": "on",
    }  # fmt: skip
    for _twice in range(2):  # sent twice, done once
        answer = chief.post(reverse("messages-send"), form)
        assert (answer.status_code, Message.objects.count()) == (303, 1)
    order = Message.objects.get()
    assert 'data-count="1"' in team.get(reverse("messages-addressed")).content.decode()
    assert made.stage(order, leader) == "delivered"
    assert order.text in team.get(reverse("field-state")).content.decode()
    assert order.text in team.get(reverse("message", args=[order.pk])).content.decode()
    assert made.stage(order, leader) == "read"
    back = reverse("message-read-back", args=[order.pk])
    empty = team.post(back, {"words": " "})
    assert (empty.status_code, made.stage(order, leader)) == (400, "read")
    assert team.post(back, {"words": "下游道路已封控"}).status_code == 303
    thread = chief.get(reverse("messages-thread"), {"at": f"incident:{incident.pk}"})
    assert "下游道路已封控" in thread.content.decode()
    room = chief.get(reverse("incident-messages", args=[incident.pk])).content.decode()
    assert order.number in room
    assert 'data-count="0"' in team.get(reverse("messages-addressed")).content.decode()


def test_a_note_that_names_somebody_reaches_whoever_sees_the_incident(incident, commander):
    officer = make.person(Post.DUTY_OFFICER, ORDOS, name="李慧")
    namesake = make.person(Post.LIAISON, ORDOS, name="李慧敏")
    outsider = make.person(Post.COMMANDER, ULANQAB, name="赵强")
    chief = client_of(commander)
    text = f"@李慧敏 请核对水位, @赵强 @{commander.name} 知悉"
    sent = chief.post(
        reverse("incident-note", args=[incident.pk]), {"category": "note", "text": text}
    )
    assert sent.status_code == 302
    message = Message.objects.get()
    assert (message.channel, message.text, message.sender) == ("person", text, commander)
    assert made.stage(message, namesake) == "queued"
    told = {receipt.person_id for receipt in message.receipts.all()}
    assert told == {namesake.pk}, "nobody who cannot see it, nor the one who wrote it"
    assert (
        'data-count="1"'
        in client_of(namesake).get(reverse("messages-addressed")).content.decode()
    )
    for words in ("@李慧", f"请 @{officer.username} 看"):
        chief.post(reverse("incident-note", args=[incident.pk]),
                   {"category": "note", "text": words})  # fmt: skip
    assert officer.pk in {r.person_id for m in Message.objects.all() for r in m.receipts.all()}
    assert Message.objects.count() == 3

    # Offered while one types are only people who see the incident.
    ask, here = reverse("api-messages-recipients"), {"incident": str(incident.pk)}
    offered = chief.get(ask, {"words": "lh", **here}).json()
    assert [one["label"] for one in offered] == ["李慧", "李慧敏"]
    assert chief.get(ask, {"words": "zq", **here}).json() == []
    assert client_of(outsider).get(ask, {"words": "lh", **here}).status_code == 404


def test_a_refused_form_keeps_what_was_typed(incident, commander):
    form = {
        "key": str(uuid4()),
        "at": f"incident:{incident.pk}",
        "kind": "order",
        "text": "撤离",
    }
    for extra in ({}, {"in_room": "yes"}):
        answer = client_of(commander).post(reverse("messages-send"), form | extra)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "Name whom it is for." in page
        assert "撤离</textarea>" in page
    assert not Message.objects.exists()
    broken = client_of(commander).post(reverse("messages-send"), {**form, "key": "x"})
    assert broken.status_code == 400


def test_other_cities_find_nothing_of_it(incident, commander, leader):
    order = made.order(incident, commander, [made.to(leader)])
    quiet = made.order(None, commander, [made.to(leader)])
    other = client_of(made.commander(ULANQAB))
    for path in (
        reverse("message", args=[order.pk]),
        reverse("message", args=[quiet.pk]),
        reverse("api-message", args=[order.pk]),
        reverse("incident-messages", args=[incident.pk]),
        f"{reverse('messages')}?at=incident:{incident.pk}",
        f"{reverse('messages-thread')}?at=city:150600",
    ):
        assert other.get(path).status_code == 404, path
    for path in (reverse("messages"), reverse("api-messages"), reverse("messages-side")):
        assert order.number not in other.get(path).content.decode()


def test_the_interface_does_what_the_pages_do(incident, commander, leader):
    chief, team = client_of(commander), client_of(leader)

    def post(client, name, body, *args):
        path = reverse(name, args=args)
        return client.post(path, body, content_type="application/json")

    sent = post(chief, "api-messages", {
        "kind": "order", "text": "撤离", "read_back": True, "incident_id": str(incident.pk),
        "recipients": [made.to(leader), "duty:duty_officer@150200"],
    })  # fmt: skip
    assert sent.status_code == 201
    key = sent.json()["id"]
    assert [one["id"] for one in team.get(reverse("api-messages-inbox")).json()] == [key]
    assert post(team, "api-message-read", {}, key).status_code == 200
    assert post(team, "api-message-read-back", {"words": "撤离"}, key).json()["waiting"] == 1
    assert post(chief, "api-message-withdraw", {"reason": ""}, key).status_code == 400
    assert (
        post(chief, "api-message-withdraw", {"reason": "解除"}, key).json()["state"]
        == "withdrawn"
    )
    assert post(team, "api-message-read-back", {"words": "再"}, key).status_code == 200
    bad = {"kind": "order", "text": "x", "recipients": ["nobody"]}
    assert post(chief, "api-messages", bad).status_code == 400
    listed = chief.get(reverse("api-messages"), {"kind": "order", "words": "撤"}).json()
    assert listed["total"] == 1
    given = post(chief, "api-instructions", {"text": "注意安全"})
    assert given.status_code == 201
    assert (
        post(chief, "api-instruction-answer", {"text": "已办"}, given.json()["id"]).json()[
            "status"
        ]
        == "answered"
    )
    call = post(chief, "api-calls", {"content": "来电", "name": "王某某"})
    assert (call.status_code, call.json()["name"]) == (201, "王某某")
    done = post(chief, "api-call-handle", {"result": "已办"}, call.json()["id"])
    assert done.json()["result"] == "已办"


def test_people_are_found_by_name_pinyin_initials_and_post(commander, leader):
    make.person(Post.DUTY_OFFICER, BAOTOU, name="李慧")
    make.person(Post.TEAM_LEADER, BAOTOU, name="红外人")

    def found(words):
        return [one.label for one in find.candidates(commander, words)]

    for words in ("红岩", "hydz", "hongyan"):
        assert found(words) == ["红岩队长"], words  # no team leader of another city
    assert "李慧" in found("lh")
    assert found("baotou")[0].startswith("Baotou")
    assert found("") == []
    assert find.candidates(make.person(region=ORDOS), "红") == []


def test_instructions_and_calls_by_form(commander, incident):
    desk = client_of(commander)
    form = {"key": str(uuid4()), "text": "务必转移", "incident": str(incident.pk)}
    made_one = desk.post(reverse("instruction-new"), form)
    assert made_one.status_code == 303
    page = made_one.url
    assert desk.post(page, {"verb": "answer", "text": "已转移"}).status_code == 303
    assert desk.post(page, {"verb": "dance"}).status_code == 400
    assert desk.post(page, {"verb": "forward"}).status_code == 400
    assert desk.post(page, {"verb": "close"}).status_code == 303
    assert "已转移" in desk.get(page).content.decode()
    assert (
        desk.post(
            reverse("instruction-new"), {**form, "key": str(uuid4()), "text": ""}
        ).status_code
        == 400
    )
    call = {
        "key": str(uuid4()),
        "content": "查询险情",
        "name": "王某某",
        "at": "2026-11-22T08:30",
    }
    logged = desk.post(reverse("call-new"), call)
    assert logged.status_code == 303
    assert desk.post(logged.url, {"result": "已答复"}).status_code == 303
    assert "王某某" in desk.get(logged.url).content.decode()
    assert (
        desk.post(reverse("call-new"), {**call, "key": str(uuid4()), "at": "x"}).status_code
        == 400
    )
