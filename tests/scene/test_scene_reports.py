"""Reports from the scene: what they become, who may make them, and what refuses them."""

from uuid import uuid4

import pytest
from django.db import transaction

from command.core import authority, journal
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry, MediaFile
from incidents.actions import merge_incident
from incidents.imagery.actions import announce_image
from incidents.models import Observation
from incidents.plotting.models import FeatureState
from incidents.scene import codes
from incidents.scene.actions import attach_voice, file_scene_report
from incidents.scene.models import SceneReport
from incidents.scene.selectors import coded, of_incident, visible_to
from incidents.selectors import totals
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.support.once import made_once
from tests.support.signed_in import client_of
from tests.tasking import made

HERE = {"lat": 40.503, "lon": 109.795}
SHA = "ab" * 32


class World:
    """An incident, somebody of each kind who may or may not report from it."""

    def __init__(self):
        self.leader = make.person(Post.TEAM_LEADER, ORDOS, name="李慧")
        self.member = make.person(Post.TEAM_MEMBER, ORDOS)
        self.stranger = make.person(Post.TEAM_LEADER, BAOTOU)
        self.observer = make.person(Post.OBSERVER, ORDOS)
        self.liaison = make.person(Post.LIAISON, ORDOS)
        self.incident = make.incident()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, World) as made_world:
        yield made_world


@pytest.fixture(autouse=True)
def _in_a_transaction(db):
    pass


def trace():
    return [model.objects.count() for model in (Entry, SceneReport, Observation, FeatureState)]


def test_a_report_becomes_figures_marks_and_one_line(world):
    report = file_scene_report(
        actor=world.leader,
        incident_id=world.incident.pk,
        counts={"evacuated": 5, "remaining": 11, "injured": 1},
        road="difficult",
        hazards=[{"kind": "collapse", "note": "桥北"}, {"kind": "ice", **HERE}],
        text="下游塌方勿靠近",
        **HERE,
        accuracy_m=8.0,
    )
    figures = Observation.objects.filter(pk__in=report.figures).order_by("key")
    told = [(one.key, one.value) for one in figures]
    assert told == [("injured", 1), ("moved", 5), ("trapped", 11)]
    assert "serious" not in totals(world.incident.pk)
    assert {one.source for one in figures} == {f"李慧 {codes.shown(report.code)}"}
    drawn = FeatureState.objects.filter(feature__incident=world.incident)
    assert {str(one.pk) for one in drawn} == {each["feature"] for each in report.hazards}
    entry = Entry.objects.get(kind="scene_report.filed")
    said = journal.message_of(entry, "李慧")["says"]
    assert "5 evacuated · 11 still there · 1 injured" in said["en"]
    assert codes.shown(report.code) in said["zh-hans"]
    card = of_incident(world.incident.pk, world.liaison)[0]
    assert entry.changed == {
        f"scene_report.{report.pk}": {name: getattr(card, name) for name in card.__slots__}
    }
    assert coded(report.code, world.liaison) == [report]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "text"),
        ({"text": "  "}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"counts": {"cows": 1}}, "counts.cows"),
        ({"counts": {"dead": -1}}, "counts.dead"),
        ({"road": "muddy"}, "road"),
        ({"hazards": [{"kind": "dragon"}]}, "hazards.kind"),
        ({"hazards": [{"kind": "ice"}] * 13}, "hazards"),
        ({"hazards": [{"kind": "ice", "note": "x" * 121}]}, "hazards.note"),
        ({"text": "a", "lat": 40.0}, "lat"),
        ({"text": "a", "accuracy_m": -1.0}, "accuracy_m"),
        ({"voice_sha256": "ff"}, "voice"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_leaves_nothing(world, given, field):
    before = trace()
    with pytest.raises(Invalid) as refusal:
        file_scene_report(actor=world.leader, incident_id=world.incident.pk, **given)
    assert refusal.value.detail["field"] == field
    assert trace() == before


def test_off_the_earth_is_refused(world):
    before = trace()
    with pytest.raises(Invalid), transaction.atomic():
        file_scene_report(
            actor=world.leader, incident_id=world.incident.pk, text="a", lat=91.0, lon=0.0
        )
    assert trace() == before


def test_strangers_see_nothing_and_report_nothing_until_they_are_sent_there(world):
    told = {"incident_id": world.incident.pk, "text": "a"}
    before = trace()
    with pytest.raises(NotThere):
        file_scene_report(actor=world.stranger, **told)
    with pytest.raises(NotPermitted):
        file_scene_report(actor=world.observer, **told)
    assert trace() == before
    made.issued(world.incident, to=world.stranger)
    report = file_scene_report(actor=world.stranger, **told)
    assert report.origin == BAOTOU
    image = announce_image(
        actor=world.stranger,
        image_id=uuid4(),
        incident_id=world.incident.pk,
        kind="photo",
        tag="",
        caption="",
        source="李慧",
        taken_at=make.JAMMED_AT,
        **HERE,
        accuracy_m=None,
        bearing_deg=None,
        original_sha256=SHA,
        original_size=1,
    )
    assert image.origin == BAOTOU
    assert not visible_to(world.stranger).exists()
    assert file_scene_report(actor=world.member, **told).actor == world.member


def test_a_key_is_one_report_and_a_merged_incident_takes_none(world):
    key = uuid4()
    told = {"actor": world.leader, "text": "a"}
    file_scene_report(incident_id=world.incident.pk, report_id=key, **told)
    other = make.incident()
    merge_incident(
        actor=make.person(Post.COMMANDER, ORDOS),
        incident_id=other.pk,
        into=world.incident.pk,
        reason="同一起",
    )
    before = trace()
    with pytest.raises(Conflict):
        file_scene_report(incident_id=world.incident.pk, report_id=key, **told)
    with pytest.raises(BadTransition):
        file_scene_report(incident_id=other.pk, **told)
    assert trace() == before


def file_of(person, sha256, content_type="audio/webm"):
    with transaction.atomic(), authority.acting_as(person.origin):
        media = MediaFile(sha256=sha256, size=9, content_type=content_type)
        media.save(force_insert=True)
    return media


def test_the_voice_arrives_later_and_only_the_announced_one(world):
    report = file_scene_report(
        actor=world.leader, incident_id=world.incident.pk, voice_sha256=SHA
    )
    assert of_incident(world.incident.pk, world.liaison)[0].voice_awaited
    voice, other = file_of(world.leader, SHA), file_of(world.leader, "cd" * 32)
    before = trace()
    with pytest.raises(Invalid):
        attach_voice(actor=world.leader, report_id=report.pk, media_id=other.pk)
    with pytest.raises(NotPermitted):
        attach_voice(actor=world.member, report_id=report.pk, media_id=voice.pk)
    with pytest.raises(NotThere):
        attach_voice(actor=world.leader, report_id=uuid4(), media_id=voice.pk)
    assert trace() == before
    for _time in range(2):
        attach_voice(actor=world.leader, report_id=report.pk, media_id=voice.pk)
    assert trace() == [before[0] + 1, *before[1:]]
    card = of_incident(world.incident.pk, world.liaison)[0]
    assert (card.voice, card.voice_awaited) == (f"/media/{SHA}", False)


def test_the_page_and_the_interface_show_what_was_reported(world):
    report = file_scene_report(
        actor=world.leader,
        incident_id=world.incident.pk,
        counts={"evacuated": 5},
        road="blocked",
        hazards=[{"kind": "ice", "note": "<b>薄冰</b>", **HERE}],
        text="<script>alert(1)</script>",
        **HERE,
    )
    desk, outside = client_of(world.liaison), client_of(world.stranger)
    page = f"/i/{world.incident.pk}/scene/"
    shown = desk.get(page).content.decode()
    assert codes.shown(report.code) in shown
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown
    one, many = (
        f"/api/scene-reports/{report.pk}/",
        (f"/api/incidents/{world.incident.pk}/scene-reports/"),
    )
    assert desk.get(one).json() == desk.get(many).json()[0]
    told = desk.post(many, {"text": "电台来报"}, content_type="application/json")
    assert told.status_code == 201
    for path in (page, f"{page}panel/", one, many):
        assert outside.get(path).status_code == 404
    found = desk.get("/board/search/", {"q": codes.shown(report.code)}).json()["items"]
    assert found[0]["url"] == f"{page}#report-{report.pk}"
    assert not outside.get("/board/search/", {"q": report.code}).json()["items"]
