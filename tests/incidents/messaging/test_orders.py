"""Orders and messages: who may send them, how far they came, and what stays untouched."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.events import sentence
from command.core.folding import FOLDS
from command.core.models import Entry
from incidents.actions import share_incident
from incidents.messaging import tasks
from incidents.messaging.actions import (
    chase_message,
    deliver_messages,
    mark_read,
    read_back,
    readdress_message,
    send_message,
    withdraw_message,
)
from incidents.messaging.models import ChaseRule, Message, Receipt
from incidents.messaging.selectors import threads
from tests import make
from tests.incidents.messaging import made
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, ULANQAB, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(db):
    return make.incident()


@pytest.fixture
def commander(db):
    return made.commander()


@pytest.fixture
def leader(db):
    return make.person(Post.TEAM_LEADER, ORDOS)


def refused(kind, act, match=None):
    """Assert that ``act`` is refused and nothing was written."""
    before = [model.objects.count() for model in (Entry, Message, Receipt)]
    with pytest.raises(kind, match=match):
        act()
    assert [model.objects.count() for model in (Entry, Message, Receipt)] == before


def test_an_order_is_numbered_signed_and_goes_all_the_way(incident, commander, leader):
    order = made.order(incident, commander, [made.to(leader)])
    assert order.number == f"ORD-150600-{now():%Y}-001"
    assert order.signed_as == "commander@150600"
    assert len(order.digest) == 64
    card = made.card(order)
    assert (card.waiting, card.receipts["queued"], card.receipts["delivered"]) == (1, 1, 0)

    assert deliver_messages(actor=leader) == 1
    assert deliver_messages(actor=leader) == 0
    assert made.stage(order, leader) == "delivered"
    mark_read(actor=leader, message_id=order.pk)
    assert made.card(order).waiting == 1  # read is not enough: it is to be read back
    read_back(actor=leader, message_id=order.pk, words=" 右岸绳降、撤出人员、明白 ")
    card = made.card(order)
    assert (card.waiting, card.receipts["read_back"]) == (0, 1)
    assert card.to[0]["people"][0]["words"] == "右岸绳降、撤出人员、明白"
    assert not made.state(order).awaits
    assert made.kinds(incident.room_id)[-4:] == [
        "message.sent", "message.delivered", "message.read", "message.read_back",
    ]  # fmt: skip
    assert made.kinds(leader.room)[-1:] == ["message.addressed"]
    inbox = Entry.objects.filter(room=leader.room, kind="message.addressed").get()
    assert order.text not in str(inbox.payload) + str(inbox.changed)
    told = Entry.objects.filter(room=incident.room_id, kind="message.read_back").get()
    said = sentence(told.kind, told.payload, leader.name)
    assert said == f"{leader.name} read back order {order.number}: 右岸绳降、撤出人员、明白"
    for header in ("messaging.Message", "messaging.Receipt"):
        assert FOLDS[header].rebuild() == 0
    # Said twice is said once: the first words count.
    read_back(actor=leader, message_id=order.pk, words="另一种说法")
    assert made.card(order).to[0]["people"][0]["words"] == "右岸绳降、撤出人员、明白"


def test_only_who_commands_orders_and_only_their_own(incident, commander, leader):
    officer = make.person(Post.DUTY_OFFICER, DALAD)
    baotou = made.commander(BAOTOU)
    to_leader = [made.to(leader)]
    refused(NotPermitted, lambda: made.order(incident, officer, to_leader))
    refused(NotThere, lambda: made.order(incident, baotou, to_leader))
    refused(NotPermitted, lambda: made.order(None, baotou, to_leader))
    share_incident(
        actor=commander, incident_id=incident.pk, grantees=[BAOTOU], reason="联合", until=None
    )
    # A city it is shared with orders its own; who leads the incident orders whoever serves it.
    refused(NotPermitted, lambda: made.order(incident, baotou, to_leader))
    own = make.person(Post.TEAM_LEADER, BAOTOU)
    assert made.order(incident, baotou, [made.to(own)]).number.startswith("ORD-150200")
    assert made.order(incident, commander, [made.to(own)]).number.endswith("-001")
    assert made.order(None, commander, to_leader).number.endswith("-002")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "长" * 2001}, "text"),
        ({"kind": "wish"}, "kind"),
        ({"recipients": []}, "recipients"),
        ({"recipients": ["duty:observer@150600"]}, "recipients"),
        ({"recipients": ["person:nobody"]}, "recipients"),
        ({"channel": "joint"}, "channel"),
        ({"channel": "air"}, "channel"),
    ],
)
def test_what_cannot_be_meant_is_refused(incident, commander, leader, given, field):
    told = {"kind": "order", "text": "撤离", "recipients": [made.to(leader)], **given}

    def act():
        send_message(actor=commander, incident_id=incident.pk, **told)

    before = Message.objects.count()
    with pytest.raises(Invalid) as refusal:
        act()
    assert refusal.value.detail["field"] == field
    assert Message.objects.count() == before
    refused(Invalid, lambda: made.said(commander, [made.to(commander)]), "themselves")


def test_only_those_it_came_to_answer(incident, commander, leader):
    order = made.order(incident, commander, [made.to(leader)])
    other = make.person(Post.TEAM_LEADER, ORDOS)
    refused(NotThere, lambda: mark_read(actor=other, message_id=order.pk))
    refused(NotThere, lambda: read_back(actor=other, message_id=order.pk, words="明白"))
    refused(Invalid, lambda: read_back(actor=leader, message_id=order.pk, words="  "))
    assert made.stage(order, leader) == "queued"


def test_withdrawn_after_it_was_read_back_only_with_a_reason(incident, commander, leader):
    order = made.order(incident, commander, [made.to(leader)])
    read_back(actor=leader, message_id=order.pk, words="读回一致")

    def withdraw(actor, reason=""):
        return withdraw_message(actor=actor, message_id=order.pk, reason=reason)

    refused(Invalid, lambda: withdraw(commander), "why")
    refused(NotPermitted, lambda: withdraw(leader, "x"))
    stranger = made.commander(BAOTOU)
    refused(NotThere, lambda: withdraw(stranger, "x"))
    withdraw(commander, "上游开闸")
    refused(BadTransition, lambda: withdraw(commander, "再撤"))
    card = made.card(order)
    assert (card.state, card.reason, card.withdrawn_by) == (
        "withdrawn", "上游开闸", commander.name,
    )  # fmt: skip
    assert made.kinds(leader.room)[-1] == "message.withdrawn"

    second = made.order(incident, commander, [made.to(leader)])
    withdraw_message(actor=commander, message_id=second.pk)
    refused(BadTransition, lambda: read_back(actor=leader, message_id=second.pk, words="明白"))
    mark_read(actor=leader, message_id=second.pk)  # one may still read that it is gone
    assert threads.inbox(leader) == []


def test_an_unanswered_order_is_chased_rung_by_rung(incident, commander, clocks):
    start = now()
    clocks.move_to(start)
    baotou, leader = made.commander(BAOTOU), make.person(Post.TEAM_LEADER, BAOTOU)
    reader = make.person(Post.TEAM_LEADER, BAOTOU)
    order = made.order(incident, commander, [made.to(leader), made.to(reader)])
    read_back(actor=reader, message_id=order.pk, words="明白")

    def chased(after):
        clocks.move_to(start + timedelta(seconds=after))
        return tasks.chase_due(), made.state(order).rung

    assert chased(119) == (0, 0)
    assert chased(121) == (1, 1)
    assert chased(121) == (0, 1)
    assert made.kinds(leader.room)[-1] == made.kinds(commander.room)[-1] == "message.chased"
    assert "message.chased" not in made.kinds(baotou.room) + made.kinds(reader.room)
    assert chased(301) == (1, 2)
    assert made.kinds(baotou.room)[-1] == "message.chased"
    told = Entry.objects.filter(room=incident.room_id, kind="message.chased").last()
    assert sentence(told.kind, told.payload, "") == (
        f"Order {order.number}: no receipt from {leader.name} for 5 min"
    )
    assert threads.unreceipted(commander) == 1
    read_back(actor=leader, message_id=order.pk, words="明白")
    assert chased(601) == (0, 2)
    assert threads.unreceipted(commander) == 0


def test_the_rungs_are_rules_and_messages_are_not_chased(incident, commander, leader):
    with transaction.atomic(), authority.acting_as(REGION):
        rule = ChaseRule.objects.get(rung=1)
        rule.enabled = False
        rule.save(update_fields=["enabled"])
    order = made.order(incident, commander, [made.to(leader)])
    state = made.state(order)
    assert 295 < (state.chase_at - now()).total_seconds() <= 300
    assert not chase_message(actor=None, message_id=order.pk)
    assert made.state(made.said(commander, [made.to(leader)])).chase_at is None


def test_a_post_is_written_to_and_whoever_takes_it_over_until_it_is_read(incident, commander):
    first = make.person(Post.DUTY_OFFICER, BAOTOU)
    order = made.order(incident, commander, ["duty:duty_officer@150200", "city:150100"])
    assert [len(one["people"]) for one in made.card(order).to] == [1, 0]
    second = make.person(Post.DUTY_OFFICER, BAOTOU)
    desk = make.person(Post.LIAISON, HOHHOT)
    assert tasks.follow_duties() == 1
    assert readdress_message(actor=None, message_id=order.pk) == 0
    assert [len(one["people"]) for one in made.card(order).to] == [2, 1]
    assert made.kinds(desk.room)[-1] == "message.addressed"
    read_back(actor=second, message_id=order.pk, words="包头明白")
    # One of those who hold the post has answered: the post has.
    assert [one["answered"] for one in made.card(order).to] == [True, False]
    make.person(Post.DUTY_OFFICER, BAOTOU)
    assert tasks.follow_duties() == 0
    assert made.stage(order, first) == "queued"


def test_who_may_read_what(incident, commander, leader):
    officer = make.person(Post.DUTY_OFFICER, DALAD)
    hohhot, observer = made.commander(HOHHOT), make.person(Post.OBSERVER, ORDOS)
    in_room = made.order(incident, commander, [made.to(leader)])
    to_baotou = made.said(officer, ["duty:liaison@150200"], incident_id=incident.pk)
    in_city = made.said(commander, channel="city")
    to_all = made.said(commander, channel="joint", text="四市注意")
    private = made.said(officer, [made.to(leader)])
    quiet = made.order(None, commander, [made.to(leader)])

    def read(person):
        return set(threads.visible_to(person).values_list("pk", flat=True))

    everything = {m.pk for m in (in_room, to_baotou, in_city, to_all, private, quiet)}
    assert read(commander) == everything - {private.pk}
    assert read(leader) == everything
    assert read(observer) == {in_room.pk, to_baotou.pk, in_city.pk, to_all.pk}
    assert read(hohhot) == {to_all.pk}
    assert read(make.person(Post.SYSTEM_ADMIN, ORDOS)) == set()
    # Private words stand nowhere in the journal.
    read_back(actor=leader, message_id=private.pk, words="只说给你")
    kept = str(list(Entry.objects.values_list("payload", "changed")))
    assert "只说给你" not in kept
    refused(NotPermitted, lambda: made.said(observer, channel="city"))
    refused(NotPermitted, lambda: made.said(leader, channel="joint"))
    refused(NotPermitted, lambda: made.said(hohhot, channel="city", region=ORDOS))
    watcher = make.person(Post.OBSERVER, ULANQAB)
    refused(NotPermitted, lambda: made.said(watcher, [made.to(leader)]))


def test_selectors_find_by_words_and_channel(incident, commander, leader):
    made.order(incident, commander, [made.to(leader)])
    made.said(commander, channel="joint", text="四市注意")
    wanted = threads.Wanted
    page = threads.listed(commander, wanted(words="注意"), limit=5, offset=0)
    assert (page["total"], page["items"][0]["channel"]) == (1, "joint")
    assert threads.found(commander, wanted(kind="order", waiting=True)).count() == 1
    assert threads.found(commander, wanted(incident=incident.pk)).count() == 1
