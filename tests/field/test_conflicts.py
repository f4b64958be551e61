"""What newer data disagrees with lies before the liaison, who applies it or lets it be."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.board.selectors import Sight, decisions
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.events import sentences
from command.core.models import Entry
from command.field import heard
from command.field.actions import settle_conflict
from command.field.models import FieldConflict, FieldDevice, FieldOperation
from command.tasking.actions import advance_task, create_task, issue_task, tick_item
from command.tasking.models import TaskState
from incidents.messaging.actions import send_message, withdraw_message
from tests import make
from tests.field.phone import Phone
from tests.make import BAOTOU, ORDOS, Post
from tests.support.once import made_once
from tests.support.signed_in import client_of


class World:
    """An order with a checklist, who gave it, who has it, and the desks of two cities."""

    def __init__(self):
        self.commander = make.person(Post.COMMANDER, ORDOS, name="云志刚")
        self.leader = make.person(Post.TEAM_LEADER, ORDOS, name="李慧")
        self.liaison = make.person(Post.LIAISON, ORDOS, name="王联")
        self.stranger = make.person(Post.LIAISON, BAOTOU)
        self.incident = make.incident()
        drafted = create_task(
            actor=self.commander,
            incident_id=self.incident.pk,
            title="转移一社群众",
            kind="rescue_evacuate",
            checklist=[{"text": "清点人数", "text_en": "Count heads"}],
        )
        self.order = issue_task(
            actor=self.commander,
            task_id=drafted.pk,
            assignee_kind="person",
            assignee_id=self.leader.pk,
        )


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, World) as made_world:
        yield made_world


@pytest.fixture
def phone(db, world):
    return Phone(world.leader)


@pytest.fixture
def late(world, phone):
    """Accept the order offline; meanwhile it was suspended."""
    act = phone.act(
        "step",
        ago=timedelta(minutes=5),
        base=phone.order()["version"],
        task_id=world.order.pk,
        verb="acknowledge",
    )
    move(world, "suspend")
    result = phone.send(act)[0]
    assert result["outcome"] == "conflict", result
    return act, FieldConflict.objects.get()


def move(world, verb, by=None):
    return advance_task(
        actor=by or world.commander, task_id=world.order.pk, verb=verb, reason="上游来水"
    )


def status(world):
    return TaskState.objects.get(pk=world.order.pk).status


def trace():
    return (
        Entry.objects.count(),
        list(FieldConflict.objects.values_list("how", "decided_by")),
        list(FieldOperation.objects.values_list("outcome", "reason")),
    )


def test_a_late_step_changes_nothing_and_waits_with_its_code(world, phone, late):
    act, _conflict = late
    assert status(world) == "suspended"
    entry = Entry.objects.get(kind="field_conflict.raised")
    assert (entry.room_id, entry.actor) == (world.incident.room_id, world.leader)
    card = entry.changed[f"conflict.{act['id']}"]
    assert (card["state"], card["stands"]["task"], card["city"]) == ("open", "suspended", ORDOS)
    again = phone.send(act)[0]
    assert (again["outcome"], again["code"]) == ("conflict", card["code"])
    assert FieldConflict.objects.count() == 1
    [shown] = [one for one in decisions(Sight(world.liaison)) if one.kind == "field-conflict"]
    assert card["code"] in shown.basis
    assert not [one for one in decisions(Sight(world.stranger)) if one.kind == "field-conflict"]


def test_each_reads_why_in_their_own_language_whoever_sent_it(world, phone, late):
    act, conflict = late
    chinese, english = (FieldOperation.objects.values_list("reason", "reason_en"))[0]
    assert chinese
    assert english
    assert chinese != english
    assert (conflict.why, conflict.why_en) == (chinese, english)
    again = phone.send(act)[0]
    assert (again["reason"], again["reason_en"]) == (chinese, english)
    entry = Entry.objects.get(kind="field_conflict.raised")
    desk, page = client_of(world.liaison), f"/t/conflicts/{act['id']}/"
    for language, mine, others in (("zh-hans", chinese, english), ("en", english, chinese)):
        shown = desk.get(page, headers={"accept-language": language}).content.decode()
        assert mine in shown
        assert others not in shown
        assert mine in sentences(entry.kind, entry.payload, "")[language]
    settle_conflict(actor=world.liaison, conflict_id=conflict.pk, how="left", words="已撤回")
    told = phone.send(act)[0]
    assert told["reason"] != told["reason_en"]
    assert all(told[name].endswith("已撤回") for name in ("reason", "reason_en"))
    refused = phone.do("step", task_id=world.order.pk, verb="dance")
    assert refused["outcome"] == "rejected"
    assert refused["reason"] != refused["reason_en"]
    assert FieldOperation.objects.count() == 1


def test_it_cannot_be_applied_until_the_state_allows_it(world, phone, late):
    act, conflict = late
    before = trace()
    with pytest.raises(Conflict):
        settle_conflict(actor=world.liaison, conflict_id=conflict.pk, how="applied")
    assert (trace(), status(world)) == (before, "suspended")
    move(world, "resume")
    settle_conflict(actor=world.liaison, conflict_id=conflict.pk, how="applied", words="可以")
    assert status(world) == "acknowledged"
    told = Entry.objects.get(kind="task.acknowledged")
    assert told.actor == world.leader
    assert Entry.objects.get(kind="field_conflict.settled").actor == world.liaison
    answer = phone.send(act)[0]
    assert (answer["outcome"], answer["result"]["state"]) == ("duplicate", "acknowledged")
    assert "王联" in answer["reason"]
    assert "可以" in answer["reason"]
    with pytest.raises(Conflict):
        settle_conflict(actor=world.liaison, conflict_id=conflict.pk, how="left", words="x")


def test_let_be_it_clears_the_phone_with_words_and_what_needed_it_goes_on(world, phone, late):
    act, conflict = late
    after = phone.act("step", needs=[act["id"]], task_id=world.order.pk, verb="start")
    assert phone.send(after)[0]["outcome"] == "waiting"
    settle_conflict(actor=world.liaison, conflict_id=conflict.pk, how="left", words="已撤回")
    assert status(world) == "suspended"
    answer = phone.send(act)[0]
    assert (answer["outcome"], answer["result"]) == ("duplicate", {})
    assert "已撤回" in answer["reason"]
    assert phone.send(after)[0]["outcome"] == "conflict"


@pytest.mark.parametrize(
    ("who", "how", "words", "refusal"),
    [
        ("leader", "applied", "", NotPermitted),
        ("stranger", "applied", "", NotPermitted),
        ("liaison", "forget", "", Invalid),
        ("liaison", "left", "  ", Invalid),
        ("liaison", "left", "x" * 301, Invalid),
    ],
)
def test_who_may_not_and_what_cannot_be_meant_changes_nothing(
    world, late, who, how, words, refusal
):
    before = trace()
    with pytest.raises(refusal):
        settle_conflict(actor=getattr(world, who), conflict_id=late[1].pk, how=how, words=words)
    assert trace() == before


def test_an_order_that_was_changed_is_not_accepted_unseen(world, phone):
    base = phone.order()["version"]
    move(world, "suspend")
    move(world, "resume")
    said = phone.do("step", base=base, task_id=world.order.pk, verb="acknowledge")
    assert (said["outcome"], status(world)) == ("conflict", "issued")
    fresh = phone.order()["version"]
    assert fresh != base
    assert (
        phone.do("step", base=fresh, task_id=world.order.pk, verb="acknowledge")["outcome"]
        == "applied"
    )


def test_what_stands_already_disagrees_with_nothing(world, phone):
    base = phone.order()["version"]
    for verb in ("acknowledge", "start"):
        move(world, verb, by=world.liaison)
    for verb in ("acknowledge", "start"):
        said = phone.do("step", base=base, task_id=world.order.pk, verb=verb)
        assert (said["outcome"], said["result"]) == ("applied", {"already": True})
    assert not FieldConflict.objects.exists()


def test_a_tick_does_not_undo_what_was_said_later(world, phone):
    item = phone.order()["checklist"][0]["key"]
    told = {"task_id": world.order.pk, "item": item}
    early = phone.act("tick", ago=timedelta(minutes=30), done=False, **told)
    tick_item(actor=world.liaison, task_id=world.order.pk, item=item, done=True)
    assert phone.send(early)[0]["outcome"] == "conflict"
    assert TaskState.objects.get(pk=world.order.pk).ticks
    conflict = FieldConflict.objects.get()
    settle_conflict(actor=world.liaison, conflict_id=conflict.pk, how="applied")
    assert not TaskState.objects.get(pk=world.order.pk).ticks


def test_an_order_that_was_withdrawn_is_not_read_back(world, phone):
    order = send_message(
        actor=world.commander,
        kind="order",
        text="右岸绳降",
        recipients=[f"person:{world.leader.pk}"],
        read_back=True,
    )
    withdraw_message(actor=world.commander, message_id=order.pk, reason="改由左岸")
    said = phone.do("read_back", message_id=order.pk, text="明白")
    assert (said["outcome"], FieldConflict.objects.get().city_id) == ("conflict", ORDOS)


def test_the_page_shows_both_sides_and_takes_the_answer(world, late):
    act, conflict = late
    desk, outside = client_of(world.liaison), client_of(world.stranger)
    listed = desk.get("/t/conflicts/").content.decode()
    assert "李慧" in listed
    assert f"/t/conflicts/{act['id']}/" in listed
    assert "李慧" not in outside.get("/t/conflicts/").content.decode()
    for path in ("", "settle/"):
        method = outside.post if path else outside.get
        assert method(f"/t/conflicts/{act['id']}/{path}").status_code == 404
    answer = desk.post(f"/t/conflicts/{act['id']}/settle/", {"how": "left", "words": ""})
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.content.decode()
    answer = desk.post(f"/t/conflicts/{act['id']}/settle/", {"how": "applied"})
    assert answer.status_code == 409
    answer = desk.post(f"/t/conflicts/{act['id']}/settle/", {"how": "left", "words": "撤回"})
    assert answer.status_code == 303
    conflict.refresh_from_db()
    assert (conflict.how, conflict.decided_by, conflict.words) == (
        "left",
        world.liaison,
        "撤回",
    )
    code = FieldOperation.objects.get().code
    found = desk.get("/board/search/", {"q": f"{code[:2]} {code[2:].lower()}"}).json()["items"]
    assert found[0]["url"] == f"/t/conflicts/{act['id']}/"
    assert not outside.get("/board/search/", {"q": code}).json()["items"]


def test_silent_phones_and_wrong_clocks_are_shown(world, phone):
    Phone(world.leader, ahead=timedelta(hours=3), device=phone.device).do("dance")
    move(world, "acknowledge", by=world.leader)
    FieldDevice.objects.update(seen_at=now() - timedelta(hours=1))
    [line] = heard.phones(world.liaison)
    assert (line.name, line.is_silent, line.is_off, line.off) == ("李慧", True, True, "3:00 h")
    assert heard.phones(world.stranger) == []
