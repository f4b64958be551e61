"""Closing an incident: what is open, what is destroyed, what is kept, what was learnt."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from command.core import journal, media
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry, MediaFile
from incidents.actions import activate_response, record_figure
from incidents.closing import checks, personal, selectors
from incidents.closing.actions import (
    mark_personal,
    purge_personal_data,
    retain_personal_data,
    write_lesson,
)
from incidents.closing.models import PersonalMark, Purge, RetentionRule
from incidents.closing.tasks import purge_due
from incidents.imagery.models import Image
from incidents.messaging.models import Caller, PhoneCall
from incidents.models import Note, Observation
from incidents.reports.models import Contact
from incidents.scene.selectors import of_incident
from tests import make
from tests.incidents.closing import made
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.support.client import client_of
from tests.support.later import later
from tests.tasking import made as tasks

pytestmark = pytest.mark.django_db


def purge(incident, by, confirm, reason="依法销毁"):
    return purge_personal_data(
        actor=by, incident_id=incident.pk, confirm=confirm, reason=reason
    )


def status(incident):
    incident.state.refresh_from_db()
    return incident.state.status


def test_what_blocks_must_be_finished_and_what_is_open_needs_a_reason():
    commander = made.commander()
    incident = made.contained(commander)
    tasks.issued(incident, by=commander)
    activate_response(
        actor=commander,
        incident_id=incident.pk,
        jurisdiction=ORDOS,
        level=4,
        matter="卡冰结坝",
        measures="巡堤",
        expected_until=now() + timedelta(hours=6),
    )
    items = {item.code: item for item in checks.open_items(incident)}
    assert items["responses.active"].blocks
    assert not items["tasks.open"].blocks
    assert items["tasks.open"].count == 1
    entries = Entry.objects.count()
    with pytest.raises(Conflict):
        made.close(incident, commander)
    assert (status(incident), Entry.objects.count()) == ("contained", entries)


def test_open_things_are_told_when_an_incident_is_closed_all_the_same():
    commander = made.commander()
    incident = made.contained(commander)
    task = tasks.issued(incident, by=commander)
    for source, value in (("应急局", 41), ("公安局", 38)):
        record_figure(
            actor=commander,
            incident_id=incident.pk,
            key="trapped",
            value=value,
            unit="person",
            source=source,
        )
    entries = Entry.objects.count()
    with pytest.raises(Invalid) as refused:
        made.close(incident, commander, reason="  ")
    assert refused.value.detail["open"] == {"figures.conflict": 1, "tasks.open": 1}
    assert (status(incident), Entry.objects.count()) == ("contained", entries)

    made.close(incident, commander, reason="移交水利局")
    told = Entry.objects.get(kind="closing.items_left")
    assert told.payload["items"] == {"figures.conflict": 1, "tasks.open": 1}
    assert told.changed[f"closing.{incident.pk}"]["status"] == "closed"
    assert task.task_id


def test_purging_destroys_what_is_personal_and_keeps_the_numbers_and_the_chain():
    """Row 17 of the standards' tests, without the archive."""
    commander = made.commander()
    incident = made.filled(commander)
    sha256 = Image.objects.get(incident=incident).media.sha256
    figures = Observation.objects.count(), Note.objects.count(), PhoneCall.objects.count()
    held = personal.held(incident.pk)
    assert held["callers"] == 1
    assert held["pictures"] == 1
    assert held["report_contacts"] >= 1
    with pytest.raises(BadTransition):
        purge(incident, commander, sum(held.values()))
    made.close(incident, commander)
    with pytest.raises(Conflict) as refused:
        purge(incident, commander, sum(held.values()) + 1)
    assert refused.value.detail["count"] == sum(held.values())
    assert Caller.objects.get().name == "张三"

    done = purge(incident, commander, sum(held.values()))
    assert done.emptied == held
    caller = Caller.objects.get()
    assert {caller.unit, caller.name, caller.post, caller.phone} == {""}
    assert caller.emptied_at
    assert set(Contact.objects.values_list("text", flat=True)) == {""}
    assert personal.held(incident.pk) == {}
    kept = Observation.objects.count(), Note.objects.count(), PhoneCall.objects.count()
    assert kept == figures
    assert MediaFile.objects.filter(sha256=sha256).exists()
    assert journal.first_break(incident.room_id) is None
    told = Entry.objects.get(kind="personal_data.purged")
    assert told.payload["emptied"] == held
    everything = " ".join(str(e.payload) + str(e.changed) for e in Entry.objects.all())
    assert "13800000000" not in everything
    with pytest.raises(Conflict):
        purge(incident, commander, 0)


def test_the_file_of_a_marked_picture_is_gone_and_an_unmarked_one_stays(
    django_capture_on_commit_callbacks,
):
    commander = made.commander()
    incident = made.contained(commander)
    shown, other = (made.picture(incident, commander, shade) for shade in (31, 32))
    mark_personal(actor=commander, incident_id=incident.pk, image_id=shown.pk, reason="人脸")
    with pytest.raises(Conflict):
        mark_personal(
            actor=commander, incident_id=incident.pk, image_id=shown.pk, reason="人脸"
        )
    made.close(incident, commander)
    assert media.path_of(shown.media.sha256).exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert purge(incident, commander, 1).files == 1
    assert not media.path_of(shown.media.sha256).exists()
    assert media.path_of(other.media.sha256).exists()
    assert PersonalMark.objects.get().purged_at
    # Nothing is left that was made from it, and both the wall and its page say why.
    for size in media.PREVIEWS:
        assert not media.preview_path(shown.media.sha256, size).exists()
    client = client_of(commander)
    wall = client.get(f"/v/?incident={incident.pk}").content.decode()
    assert wall.count("data-destroyed") == 1
    assert f"/media/{shown.media.sha256}" not in wall
    page = client.get(f"/v/{shown.pk}/").content.decode()
    assert shown.media.sha256 in page
    assert f"/media/{shown.media.sha256}" not in page


def test_a_voice_note_is_destroyed_unless_another_report_has_the_same(
    django_capture_on_commit_callbacks,
):
    commander = made.commander()
    mine, other = made.contained(commander), make.incident()
    alone, shared = "ab" * 32, "cd" * 32
    for incident, sha256 in ((mine, alone), (mine, shared), (other, shared)):
        made.heard(incident, commander, sha256)
    made.close(mine, commander)
    with django_capture_on_commit_callbacks(execute=True):
        done = purge(mine, commander, 2)
    assert (done.emptied, done.files) == ({"voices": 2}, 1)
    assert [media.path_of(sha256).exists() for sha256 in (alone, shared)] == [False, True]
    cards = of_incident(mine.pk, commander)
    assert {(c.voice, c.voice_awaited, bool(c.voice_purged_at)) for c in cards} == {
        (None, False, True)
    }
    assert of_incident(other.pk, commander)[0].voice == f"/media/{shared}"


def test_others_neither_keep_nor_destroy_nor_mark():
    commander = made.commander()
    incident = made.filled(commander)
    made.close(incident, commander)
    count = sum(personal.held(incident.pk).values())
    officer, stranger = (
        make.person(Post.DUTY_OFFICER, DALAD),
        make.person(Post.COMMANDER, BAOTOU),
    )
    entries = Entry.objects.count()
    for person, refusal in ((officer, NotPermitted), (stranger, NotThere)):
        with pytest.raises(refusal):
            purge(incident, person, count)
        with pytest.raises(refusal):
            retain_personal_data(
                actor=person,
                incident_id=incident.pk,
                purpose="evidence",
                reason="案件",
                until=now() + timedelta(days=9),
            )
    with pytest.raises(NotThere):
        mark_personal(
            actor=stranger,
            incident_id=incident.pk,
            image_id=Image.objects.get().pk,
            reason="人脸",
        )
    assert (Entry.objects.count(), Purge.objects.count()) == (entries, 0)


def test_the_clock_destroys_when_the_time_has_come_and_an_exception_stays_its_hand():
    commander = made.commander()
    incident = made.filled(commander)
    made.close(incident, commander)
    days = RetentionRule.in_force.get(code="personal-data").days
    assert purge_due() == 0
    with later(days=days + 1):
        for wrong in (
            {"purpose": "curiosity"},
            {"reason": " "},
            {"until": now() - timedelta(days=1)},
            {"until": now() + timedelta(days=4000)},
        ):
            given = {"purpose": "evidence", "reason": "案件", "until": now(), **wrong}
            given["until"] = wrong.get("until", now() + timedelta(days=30))
            with pytest.raises(Invalid):
                retain_personal_data(actor=commander, incident_id=incident.pk, **given)
        retain_personal_data(
            actor=commander,
            incident_id=incident.pk,
            purpose="evidence",
            reason="司法调查",
            until=now() + timedelta(days=30),
        )
        assert purge_due() == 0
        with pytest.raises(Conflict):
            purge(incident, commander, sum(personal.held(incident.pk).values()))
        card = selectors.closing_card(incident)
        assert (card.kept_why, card.purged_at) == ("司法调查", None)
    with later(days=days + 40):
        assert purge_due() == 1
        assert purge_due() == 0
    assert Purge.objects.get().actor is None
    assert personal.held(incident.pk) == {}


def test_two_who_write_a_lesson_lose_nothing():
    one, other = made.commander(), make.person(Post.LIAISON, ORDOS, name="李慧")
    incident = make.incident()
    given = {"incident_id": incident.pk, "section": "command"}
    write_lesson(actor=one, text="指挥部开设晚了二十分钟。", based_on=0, **given)
    with pytest.raises(Conflict) as refused:
        write_lesson(actor=other, text="通报及时。", based_on=0, **given)
    both = refused.value.detail["fields"]["text"]
    assert (both["yours"], both["now"]) == ("通报及时。", "指挥部开设晚了二十分钟。")
    assert (both["by"], both["version"]) == ("云志强", 1)
    made_now = write_lesson(actor=other, text="两条都记。", based_on=1, **given)
    assert made_now.version == 2
    assert [lesson.text for lesson in selectors.lessons_of(incident.pk)] == ["两条都记。"]
    with pytest.raises(Invalid):
        write_lesson(actor=one, incident_id=incident.pk, section="gossip", text="x", based_on=0)
    with pytest.raises(NotPermitted):
        write_lesson(actor=make.person(Post.TEAM_LEADER, DALAD), text="x", based_on=2, **given)


@pytest.mark.parametrize("table", ["core_entry", "core_auditrecord", "closing_purge"])
def test_what_is_on_record_can_be_neither_changed_nor_deleted(table):
    commander = made.commander()
    incident = made.filled(commander)
    made.close(incident, commander)
    purge(incident, commander, sum(personal.held(incident.pk).values()))
    if table == "core_auditrecord":
        from command.core.actions import record_sign_in

        record_sign_in(actor=commander, name="x", succeeded=True, address=None)
    for order in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
        with (
            pytest.raises(DatabaseError, match=r"append-only|never"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(order)
