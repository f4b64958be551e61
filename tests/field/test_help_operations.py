"""A call for help from a phone: taken in whatever it lacks, once, moved and taken back."""

from hashlib import sha256

import pytest
import time_machine
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.models import Entry
from command.core.uploads import tasks
from command.field.models import FieldLimit, FieldOperation
from command.tasking.distress.models import HelpAct, HelpCall, HelpState, HelpVoice
from incidents.scene import codes
from incidents.scene.models import SceneReport
from tests import make
from tests.field.hour import Hour
from tests.field.phone import Phone
from tests.make import BAOTOU, ORDOS, REGION, Post
from tests.support.films import film
from tests.support.signed_in import client_of
from tests.support.uploading import announced, piece

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


def test_what_a_caller_without_an_order_says_is_heard_at_the_desk(phone, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    liaison = make.person(Post.LIAISON, ORDOS)
    desk, outside = client_of(liaison), client_of(make.person(Post.LIAISON, BAOTOU))
    call, sound = phone.act("help", lat=39.6, lon=109.8), film("ogg", None, "libopus")
    digest = sha256(sound).hexdigest()
    note = phone.act("help_voice", needs=[call["id"]], help_id=call["id"], voice=digest)
    told = phone.send(call, note)
    assert [one["outcome"] for one in told] == ["applied"] * 2
    page = f"/sos/{call['id']}/"
    assert f"voice-{note['id']}" in desk.get(page).content.decode()
    assert digest not in desk.get(page).content.decode()

    given = {"purpose": "call_voice", "subject": note["id"]}
    stranger = Phone(make.person(Post.TEAM_LEADER, ORDOS))
    assert announced(stranger.client, sound, **given).status_code == 404
    url = announced(phone.client, sound, **given)["Location"]
    assert piece(phone.client, url, sound, 0).status_code == 204
    tasks.examine_due()
    assert phone.client.get(url).json()["state"] == "kept"
    assert f'src="/media/{digest}"' in desk.get(page).content.decode()
    heard = desk.get(f"/media/{digest}")
    assert (heard.status_code, heard["Content-Type"]) == (200, "audio/ogg")
    assert outside.get(f"/media/{digest}").status_code == 404
    arrived = Entry.objects.filter(kind="sos.voice_arrived")
    assert [one.payload["call_id"] for one in arrived] == [call["id"]]

    anothers = stranger.do("help_voice", help_id=call["id"], voice=digest)
    garbled = phone.do("help_voice", help_id=call["id"], voice="../../etc")
    assert [anothers["outcome"], garbled["outcome"]] == ["rejected"] * 2
    assert HelpVoice.objects.count() == 1


def test_a_caller_with_an_order_reads_the_code_of_what_was_said_in_the_incident():
    hour = Hour()
    phone = Phone(hour.leader)
    call = phone.act("help", lat=39.6, lon=109.8, task_id=hour.order.pk)
    note = phone.act("help_voice", needs=[call["id"]], help_id=call["id"], voice="ab" * 32)
    told = phone.send(call, note)
    assert [one["outcome"] for one in told] == ["applied"] * 2
    report = SceneReport.objects.get()
    assert (str(report.pk), codes.shown(report.code)) == (note["id"], told[1]["code"])
    assert str(HelpVoice.objects.get().pk) == note["id"]
    again = phone.send(note)[0]
    assert (again["outcome"], SceneReport.objects.count()) == ("duplicate", 1)


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
