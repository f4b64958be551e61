"""A call for help from a phone: taken in whatever it lacks, once, moved and taken back."""

import pytest
import time_machine
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.field.models import FieldLimit, FieldOperation
from command.tasking.distress.models import HelpAct, HelpCall, HelpState
from tests import make
from tests.field.phone import Phone
from tests.make import ORDOS, REGION, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone():
    return Phone(make.person(Post.TEAM_LEADER, ORDOS, name="李慧"))


def test_a_call_is_raised_once_moved_and_taken_back(phone):
    call = phone.act("help", lat=40.5, lon=109.8, accuracy_m=8, note="冰面开裂")
    first, again = phone.send(call)[0], phone.send(call)[0]
    assert (first["outcome"], again["outcome"]) == ("applied", "duplicate")
    assert first["result"]["number"].startswith("SOS-")
    assert first["result"] == again["result"]
    assert phone.state()["help"]["id"] == call["id"]

    moved = phone.do("help_position", help_id=call["id"], lat=40.6, lon=109.9, accuracy_m=5)
    assert moved["outcome"] == "applied"
    back = phone.do("help_cancel", help_id=call["id"])
    assert back["outcome"] == "applied"
    state = HelpState.objects.get()
    assert state.cancelled_at is not None
    assert state.status == "raised", "somebody must still look"
    assert HelpAct.objects.count() == 2


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"lat": "north", "lon": [], "accuracy_m": True, "fixed_at": "yesterday"},
        {"lat": 999.0, "lon": 1e308, "note": "冰" * 5000, "task_id": "none"},
    ],
)
def test_nothing_about_an_emergency_is_refused_for_its_form(phone, payload):
    told = phone.do("help", **payload)
    assert told["outcome"] == "applied"
    call = HelpCall.objects.get()
    assert call.point is None
    assert (call.exercise_id, FieldOperation.objects.get().exercise_id) == (None, None)


def test_anothers_call_is_neither_moved_nor_taken_back(phone):
    call = phone.act("help", lat=40.5, lon=109.8)
    phone.send(call)
    stranger = Phone(make.person(Post.TEAM_LEADER, ORDOS))
    for kind in ("help_position", "help_cancel"):
        told = stranger.do(kind, help_id=call["id"], lat=1.0, lon=1.0)
        assert told["outcome"] == "rejected"
    assert HelpState.objects.get().cancelled_at is None
    assert phone.do("help_cancel", help_id="nothing")["outcome"] == "rejected"


def test_who_sends_too_often_waits_but_never_with_a_call_for_help(phone):
    with transaction.atomic(), authority.acting_as(REGION):
        FieldLimit.objects.filter(code="batches-per-minute").update(value=1)
    with time_machine.travel(now(), tick=False):
        assert phone.post().status_code in {200, 429}
        late = phone.post(phone.act("check_in", task_id=phone.device))
        assert (late.status_code, late.json()["error"]["code"]) == (429, "too_often")
        assert FieldOperation.objects.count() == 0
        assert phone.do("help")["outcome"] == "applied"
    assert HelpCall.objects.count() == 1
