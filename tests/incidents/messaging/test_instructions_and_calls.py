"""Leaders' instructions, and the phone log with who called kept apart."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from command.core.models import Entry
from incidents.messaging import tasks
from incidents.messaging.actions import (
    answer_instruction,
    close_instruction,
    forward_instruction,
    give_instruction,
    handle_call,
    log_call,
)
from incidents.messaging.models import Caller, Instruction, PhoneCall
from incidents.messaging.selectors import calls, instructions, threads
from tests import make
from tests.incidents.messaging import made
from tests.make import BAOTOU, DALAD, ORDOS, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def commander(db):
    return made.commander()


@pytest.fixture
def officer(db):
    return make.person(Post.DUTY_OFFICER, ORDOS)


def refused(kind, act):
    """Assert that ``act`` is refused and nothing was written."""
    counted = (Entry, Instruction, PhoneCall, Caller)
    before = [model.objects.count() for model in counted]
    with pytest.raises(kind):
        act()
    assert [model.objects.count() for model in counted] == before


def test_an_instruction_is_written_down_forwarded_answered_and_closed(commander, officer):
    incident, banner = make.incident(), make.person(Post.DUTY_OFFICER, DALAD)
    given = give_instruction(
        actor=officer,
        leader_id=commander.pk,
        incident_id=incident.pk,
        text="务必全部转移",
        recipients=["duty:duty_officer@150621"],
    )
    (waiting,) = threads.inbox(banner)
    assert (waiting.instruction, waiting.read_back) == (str(given.pk), True)
    card = instructions.seen(given.pk, banner)
    assert (card.status, card.leader, card.recorder) == (
        "forwarded", commander.name, officer.name,
    )  # fmt: skip
    answer_instruction(actor=banner, instruction_id=given.pk, text="已转移2874人")
    refused(NotPermitted, lambda: close_instruction(actor=officer, instruction_id=given.pk))
    close_instruction(actor=commander, instruction_id=given.pk)
    card = instructions.seen(given.pk, commander)
    assert (card.status, card.answers[0]["text"]) == ("closed", "已转移2874人")
    refused(
        BadTransition,
        lambda: answer_instruction(actor=banner, instruction_id=given.pk, text="再报"),
    )
    assert made.kinds(incident.room_id)[-5:] == [
        "instruction.given", "message.sent", "instruction.forwarded",
        "instruction.answered", "instruction.closed",
    ]  # fmt: skip
    assert FOLDS["messaging.Instruction"].rebuild() == 0


def test_late_feedback_is_told_once_and_shown(commander, officer, clocks):
    start = now()
    clocks.move_to(start)
    given = give_instruction(
        actor=commander, text="报物资储备", feedback_due=start + timedelta(minutes=30)
    )
    forward_instruction(
        actor=officer, instruction_id=given.pk, recipients=["duty:resource_officer@150600"]
    )
    assert tasks.chase_due() == 0
    clocks.move_to(start + timedelta(minutes=31))
    assert instructions.is_late(instructions.seen(given.pk, commander))
    assert (tasks.chase_due(), tasks.chase_due()) == (1, 0)
    assert made.kinds("city.150600")[-1] == "instruction.late"
    assert made.kinds(commander.room)[-1] == "instruction.late"


def test_who_may_not_instruct_is_refused(commander, officer):
    baotou = made.commander(BAOTOU)
    refused(NotPermitted, lambda: give_instruction(actor=officer, text="撤"))
    refused(Invalid, lambda: give_instruction(actor=officer, text="撤", leader_id=baotou.pk))
    refused(Invalid, lambda: give_instruction(actor=commander, text=" "))
    past = now() - timedelta(hours=1)
    refused(Invalid, lambda: give_instruction(actor=commander, text="撤", feedback_due=past))
    given = give_instruction(actor=commander, text="撤")
    refused(NotThere, lambda: forward_instruction(
        actor=baotou, instruction_id=given.pk, recipients=["city:150200"]
    ))  # fmt: skip
    refused(Invalid, lambda: close_instruction(actor=commander, instruction_id=given.pk))


def test_who_called_stands_in_a_row_apart_and_not_in_the_journal(commander, officer):
    incident = make.incident()
    call = log_call(
        actor=officer,
        incident_id=incident.pk,
        content="12户不愿撤离",
        unit="昭君镇政府",
        name="王某某",
        post="副镇长",
        phone="04770000000",
        proposal="请公安协助",
    )
    handle_call(actor=commander, call_id=call.pk, instruction="同意", result="已劝离")
    kept = str(list(Entry.objects.values_list("payload", "changed")))
    assert "12户不愿撤离" in kept
    assert not [
        word for word in ("王某某", "04770000000", "昭君镇政府", "副镇长") if word in kept
    ]
    watcher = make.person(Post.OBSERVER, ORDOS)
    assert calls.seen(call.pk, officer).name == "王某某"
    assert (calls.seen(call.pk, watcher).name, calls.seen(call.pk, watcher).is_shown) == (
        "", False,
    )  # fmt: skip


def test_what_is_no_call_is_refused(officer):
    watcher, baotou = make.person(Post.OBSERVER, ORDOS), made.commander(BAOTOU)
    refused(Invalid, lambda: log_call(actor=officer, content="  "))
    refused(Invalid, lambda: log_call(actor=officer, content="x", direction="up"))
    refused(Invalid, lambda: log_call(actor=officer, content="x", phone="1" * 31))
    refused(NotPermitted, lambda: log_call(actor=watcher, content="x"))
    call = log_call(actor=officer, content="查询")
    refused(NotThere, lambda: handle_call(actor=baotou, call_id=call.pk, result="x"))
    refused(NotPermitted, lambda: handle_call(actor=watcher, call_id=call.pk, result="x"))
    refused(Invalid, lambda: handle_call(actor=officer, call_id=call.pk))
