"""What callers said is destroyed when the law demands it, with an incident or by itself."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, media
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry, MediaFile
from command.tasking.actions import withdraw_task
from command.tasking.distress.actions import (
    acknowledge_help,
    announce_help_voice,
    attach_help_voice,
    close_help,
    raise_help,
    report_distress,
    silence_call,
)
from command.tasking.distress.models import HelpVoice
from command.tasking.distress.selectors import calls_to_silence
from command.tasking.distress.sounds import judge_help_voice
from command.tasking.distress.tasks import destroy_voices
from incidents.actions import move_incident
from incidents.closing import personal
from incidents.closing.actions import purge_personal_data
from incidents.closing.tasks import purge_due
from incidents.lifecycle import Verb
from incidents.scene.actions import judge_voice
from incidents.scene.models import SceneReport
from tests import make
from tests.make import BAOTOU, Post
from tests.support.client import client_of
from tests.support.later import later
from tests.tasking import made
from tests.tasking.distress.world import SHIGUAI

pytestmark = pytest.mark.django_db
ALONE, SHARED = "ab" * 32, "cd" * 32


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def recorded(person, sha256, content_type="audio/ogg"):
    """Return a recording that lies on the disk."""
    there = MediaFile.objects.filter(sha256=sha256).first()
    if there is not None:
        return there
    kept = MediaFile(sha256=sha256, size=3, content_type=content_type)
    with transaction.atomic(), authority.acting_as(person.origin):
        kept.save(force_insert=True)
    media.path_of(sha256).parent.mkdir(parents=True, exist_ok=True)
    media.path_of(sha256).write_bytes(b"ogg")
    return kept


def spoken(call, sha256):
    person = call.call.person
    note = announce_help_voice(actor=person, call_id=call.pk, sha256=sha256)
    file = recorded(person, sha256)
    return attach_help_voice(actor=person, voice_id=note.pk, media_id=file.pk)


def closed(call, by):
    acknowledge_help(actor=by, call_id=call.pk)
    close_help(actor=by, call_id=call.pk, words="已救出")


def there(*hashes):
    return [media.path_of(sha256).exists() for sha256 in hashes]


def ended(incident, by):
    for verb in (Verb.HANDLE, Verb.CONTAIN, Verb.CLOSE):
        move_incident(actor=by, incident_id=incident.pk, verb=verb, reason="处置完毕")


def test_only_the_announced_recording_comes_to_a_note(world, call):
    for sha256 in ("ff", "g" * 64, ""):
        with pytest.raises(Invalid):
            announce_help_voice(actor=world.leader, call_id=call.pk, sha256=sha256)
    note = announce_help_voice(actor=world.leader, call_id=call.pk, sha256=ALONE)
    other, picture = recorded(world.leader, SHARED), recorded(world.leader, ALONE, "image/png")
    for file in (other, picture):
        with pytest.raises(Invalid):
            attach_help_voice(actor=world.leader, voice_id=note.pk, media_id=file.pk)
    with pytest.raises(NotThere):
        attach_help_voice(actor=world.member, voice_id=note.pk, media_id=picture.pk)
    kept = spoken(call, SHARED)
    again = attach_help_voice(actor=world.leader, voice_id=kept.pk, media_id=other.pk)
    assert again.arrived_at == kept.arrived_at
    assert Entry.objects.filter(kind="sos.voice_arrived").count() == 1


def test_the_voices_of_an_incident_go_with_its_personal_data(world, commits):
    call = raise_help(actor=world.leader, task_id=world.order.pk)
    notes = [spoken(call, ALONE), spoken(call, SHARED)]
    elsewhere = raise_help(actor=world.member)
    spoken(elsewhere, SHARED)
    held = personal.held(world.incident.pk)
    assert held == {"call_voices": 2, "voices": 2}, "in both places"
    page, desk = f"/sos/{call.pk}/", client_of(world.ordos)
    assert f"/media/{ALONE}" in desk.get(page).content.decode()
    ended(world.incident, world.commander)

    with later(days=31), commits():
        assert purge_due() == 1
    assert personal.held(world.incident.pk) == {}
    assert there(ALONE, SHARED) == [False, True], "another call still needs the second"
    shown = desk.get(page).content.decode()
    assert "/media/" not in shown.split('class="hc-voices"')[1].split("</ol>")[0]
    assert all(f"voice-{note.pk}" in shown for note in notes)
    assert desk.get(f"/media/{ALONE}").status_code == 404
    for judge in (judge_help_voice, judge_voice):
        with pytest.raises(Invalid):
            judge(world.leader, notes[0].pk)


def test_what_a_caller_with_an_order_says_stands_at_the_call_and_in_the_incident(world):
    lat, lon = SHIGUAI
    call = raise_help(
        actor=world.leader, task_id=world.order.pk, lat=lat, lon=lon, accuracy_m=8
    )
    note = announce_help_voice(actor=world.leader, call_id=call.pk, sha256=ALONE, code="7K4MQD")
    places = f"/sos/{call.pk}/", f"/i/{world.incident.pk}/scene/"
    desk = client_of(world.ordos)
    for page in places:
        assert ALONE not in desk.get(page).content.decode(), "it is on its way"
    report = SceneReport.objects.get()
    assert (report.pk, report.task, report.code) == (note.pk, world.order.pk, "7K4MQD")
    assert (report.text, report.actor) == (call.call.number, world.leader)
    assert (report.point.y, report.point.x, report.accuracy_m) == (lat, lon, 8)

    file = recorded(world.leader, ALONE)
    for _again in range(2):
        attach_help_voice(actor=world.leader, voice_id=note.pk, media_id=file.pk)
    for page in places:
        assert desk.get(page).content.decode().count(f'src="/media/{ALONE}"') == 1
    arrived = Entry.objects.filter(kind__in=["sos.voice_arrived", "scene_report.heard"])
    assert arrived.count() == 2
    assert list(arrived.values_list("room", flat=True).distinct()) == [
        world.incident.room_id
    ], "one room tells both"


def test_a_caller_who_may_not_report_any_more_is_heard_at_the_call(world):
    lent = make.person(Post.TEAM_LEADER, BAOTOU)
    order = made.issued(world.incident, by=world.commander, to=lent)
    call = raise_help(actor=lent, task_id=order.pk, accuracy_m=8)
    withdraw_task(actor=world.commander, task_id=order.pk, reason="人已撤回")
    note = spoken(call, ALONE)
    assert note.file is not None
    assert not SceneReport.objects.exists()
    page = client_of(world.ordos).get(f"/sos/{call.pk}/").content.decode()
    assert f'src="/media/{ALONE}"' in page


def test_a_place_as_wide_as_a_province_does_not_keep_a_note_out_of_the_incident(world):
    lat, lon = SHIGUAI
    call = raise_help(
        actor=world.leader, task_id=world.order.pk, lat=lat, lon=lon, accuracy_m=400_000
    )
    spoken(call, ALONE)
    assert SceneReport.objects.get().point is None


def test_a_commander_who_confirms_another_number_destroys_nothing(world, commits):
    call = raise_help(actor=world.leader, task_id=world.order.pk)
    spoken(call, ALONE)
    ended(world.incident, world.commander)
    with commits(), pytest.raises(Conflict):
        purge_personal_data(
            actor=world.commander, incident_id=world.incident.pk, confirm=9, reason="依法销毁"
        )
    assert there(ALONE) == [True]


def test_a_call_of_no_incident_is_silenced_thirty_days_after_it_was_closed(
    world, call, commits
):
    spoken(call, ALONE)
    waiting = raise_help(actor=world.member)
    spoken(waiting, SHARED)
    with later(days=31), commits():
        assert destroy_voices() == 0, "it is open still"
    closed(call, world.baotou)
    with pytest.raises(NotPermitted):
        silence_call(actor=world.commander, call_id=call.pk)
    with commits():
        assert silence_call(actor=None, call_id=call.pk) == 0, "not yet"
    with later(days=31), commits():
        assert destroy_voices() == 1
        assert destroy_voices() == 0
    assert there(ALONE, SHARED) == [False, True]
    assert HelpVoice.objects.get(sha256=ALONE).purged_at is not None
    told = Entry.objects.get(kind="sos.voices_destroyed")
    assert (told.payload["notes"], told.room_id, told.actor) == (1, call.call.room_id, None)


def test_a_call_that_became_an_incident_waits_for_the_end_of_that(world, call, commits):
    spoken(call, ALONE)
    acknowledge_help(actor=world.baotou, call_id=call.pk)
    incident = report_distress(actor=world.baotou, call_id=call.pk)
    close_help(actor=world.baotou, call_id=call.pk, words="已转为事件")
    assert calls_to_silence(now() + timedelta(days=31)) == []
    assert personal.held(incident.pk) == {"call_voices": 1}
