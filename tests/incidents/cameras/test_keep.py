"""The register of cameras: its doors from every side, ids, files, sight."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core import journal
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.times import iso
from incidents.actions import move_incident, share_incident
from incidents.cameras import demo, gb28181, rows, selectors
from incidents.cameras.actions import (
    change_camera,
    import_cameras,
    retire_camera,
    share_camera,
    withdraw_camera,
)
from incidents.cameras.models import Camera, CameraShare
from incidents.cameras.selectors import CameraCard
from incidents.lifecycle import Verb
from tests import make
from tests.incidents.cameras.made import AT, ID, camera, keeper
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, Post
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db

JUNGAR = "150622"


def cards():
    return {f"camera.{row.pk}": asdict(CameraCard.of(row)) for row in selectors.every()}


def test_a_camera_is_registered_changed_and_retired_and_the_journal_tells_it():
    officer = keeper()
    with whole_story("city.150600", cards) as entries:
        made = camera(by=officer, gb28181_id=ID)
        changed = change_camera(
            actor=officer,
            camera_id=made.pk,
            changes={"bearing_deg": 10, "place": " K287 "},
            seen_at=iso(made.updated_at),
        )
        retire_camera(actor=officer, camera_id=made.pk, reason="桥已拆除")

    assert [entry["kind"] for entry in entries] == [
        "camera.registered",
        "camera.changed",
        "camera.retired",
    ]
    assert entries[1]["payload"]["fields"] == ["bearing_deg", "place"]
    assert (changed.bearing_deg, changed.place, made.origin) == (10, "K287", ORDOS)
    # The name and the id are free again.
    assert camera(by=officer, gb28181_id=ID).pk != made.pk
    with pytest.raises(Conflict, match="no longer in use"):
        change_camera(actor=officer, camera_id=made.pk, changes={"place": "x"})


def test_whoever_does_not_keep_cameras_there_may_not():
    made = camera()
    change = {"camera_id": made.pk, "changes": {"place": "x"}}
    for who in (make.person(Post.OBSERVER, ORDOS), make.person(Post.DUTY_OFFICER, JUNGAR)):
        with pytest.raises((NotPermitted, NotThere)):
            change_camera(actor=who, **change)
        with pytest.raises((NotPermitted, NotThere)):
            retire_camera(actor=who, camera_id=made.pk, reason="x")
    # The region sees it, and it stays the city's.
    with pytest.raises(NotPermitted, match="Only the authority that owns it"):
        change_camera(actor=make.person(Post.DUTY_OFFICER, REGION), **change)
    with pytest.raises(NotThere):
        change_camera(actor=keeper(BAOTOU), **change)
    with pytest.raises(NotPermitted):
        camera(by=keeper(BAOTOU))
    with pytest.raises(NotPermitted):
        camera(by=make.person(Post.OBSERVER, ORDOS), name="x")
    assert Camera.objects.get().place == ""
    assert len(journal.since("city.150600", 0)) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "x\x00"}, "name"),
        ({"kind": "eye"}, "kind"),
        ({"source": "rtsp"}, "source"),
        ({"region": "999999"}, "region"),
        ({"point": (91.0, 10.0)}, "point"),
        ({"bearing_deg": 360}, "bearing_deg"),
        ({"view_deg": 0}, "view_deg"),
        ({"source": "none", "source_path": "a"}, "source_path"),
        ({"source": "url", "source_path": "https://elsewhere.example/a.m3u8"}, "source_path"),
        ({"source": "mediamtx", "source_path": "../secret"}, "source_path"),
        ({"source": "mediamtx", "source_path": "a?b"}, "source_path"),
        ({"source": "gb28181"}, "gb28181_id"),
        ({"source": "gb28181", "source_path": "a", "gb28181_id": ID}, "source_path"),
        ({"gb28181_id": ID[:-1]}, "gb28181_id"),
        ({"gb28181_id": "\uff11" + ID[1:]}, "gb28181_id"),
        ({"gb28181_id": "999999" + ID[6:]}, "gb28181_id"),
        ({"gb28181_id": "150207" + ID[6:]}, "gb28181_id"),
        ({"gb28181_id": ID[:10] + "999" + ID[13:]}, "gb28181_id"),
        ({"gb28181_id": ID[:10] + "200" + ID[13:]}, "gb28181_id"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_field(given, field):
    with pytest.raises(Invalid) as refused:
        camera(**given)
    assert refused.value.detail["field"] == field
    assert not Camera.objects.exists()


def test_an_id_says_region_industry_and_type():
    said = gb28181.read(ID, of=DALAD)
    assert (said.region, said.centre, said.industry) == ("150621", "00", "54")
    assert (said.type, said.network, said.serial) == ("132", "0", "000001")


def test_two_of_one_name_or_id_and_two_editors_are_kept_apart():
    officer = keeper()
    first = camera(by=officer, gb28181_id=ID)
    for again in ({"gb28181_id": ""}, {"name": "另一处", "gb28181_id": ID}):
        with pytest.raises(Conflict) as refused:
            camera(by=officer, **again)
        assert refused.value.detail["field"] in {"name", "gb28181_id"}
    with pytest.raises(Conflict, match="Somebody else"):
        change_camera(
            actor=officer,
            camera_id=first.pk,
            changes={"place": "x"},
            seen_at=iso(now() - timedelta(hours=1)),
        )
    with pytest.raises(Invalid, match="Nothing was changed"):
        change_camera(actor=officer, camera_id=first.pk, changes={"place": ""})
    with pytest.raises(Invalid, match="Say why"):
        retire_camera(actor=officer, camera_id=first.pk, reason=" ")
    assert Camera.objects.get().place == ""


def test_an_incident_sees_a_camera_that_is_shared_with_it_until_it_is_withdrawn_or_over():
    officer = keeper()
    commander = make.person(Post.COMMANDER, ORDOS)
    incident = make.incident(by=commander)
    made = camera(by=officer, region=JUNGAR, point=(39.9, 111.2))
    guest = make.person(Post.LIAISON, HOHHOT)
    share_incident(
        actor=commander, incident_id=incident.pk, grantees=[HOHHOT], reason="x", until=None
    )
    both = {"camera_id": made.pk, "incident_id": incident.pk}

    def seen():
        return selectors.visible_to(guest).filter(pk=made.pk).exists()

    assert not seen()
    with pytest.raises(NotThere):
        share_camera(actor=guest, **both)
    with pytest.raises(NotPermitted):
        share_camera(actor=make.person(Post.OBSERVER, ORDOS), **both)
    assert not CameraShare.objects.exists()

    share_camera(actor=officer, **both)
    assert seen()
    assert [card.id for card in selectors.near_incident(incident.pk, guest)] == [str(made.pk)]
    with pytest.raises(Conflict, match="already"):
        share_camera(actor=officer, **both)
    with pytest.raises(NotPermitted):
        withdraw_camera(actor=guest, **both)
    withdraw_camera(actor=officer, **both)
    assert not seen()
    with pytest.raises(Conflict):
        withdraw_camera(actor=officer, **both)
    share_camera(actor=officer, **both)
    assert seen()
    told = [e for e in journal.since(incident.room_id, 0) if e["kind"].startswith("camera.")]
    assert [e["kind"] for e in told] == ["camera.shared", "camera.withdrawn", "camera.shared"]

    of = {"actor": commander, "incident_id": incident.pk}
    move_incident(**of, verb=Verb.VOID, reason="误报")
    assert not seen()
    with pytest.raises(BadTransition):
        share_camera(actor=officer, **both)


def test_near_an_incident_are_those_shared_and_those_within_the_rules_metres():
    officer, incident = keeper(), make.incident()
    near = camera(by=officer, name="近", point=(40.51, 109.80), source="gb28181", gb28181_id=ID)
    camera(by=officer, name="远", point=(39.6, 109.8))
    camera(by=officer, name="无处", point=None)
    found = selectors.near_incident(incident.pk, officer)
    assert [card.id for card in found] == [str(near.pk)]
    assert [card.id for card in selectors.tiles(officer, incident)] == [str(near.pk)]
    assert [card.id for card in selectors.tiles(officer)] == [str(near.pk)]
    with pytest.raises(NotThere):
        selectors.near_incident(incident.pk, keeper(BAOTOU))


def test_a_file_is_imported_whole_or_not_at_all():
    officer = keeper()
    head = "name,kind,region,lat,lon,gb28181_id\n"
    good = f"一号,fixed,150621,40.1,109.7,{ID}\n二号,固定摄像头,150622,,,\n"
    read = rows.read((head + good.replace("固定摄像头", "uav")).encode("gb18030"))
    with pytest.raises(Invalid) as refused:
        import_cameras(
            actor=officer,
            rows=[
                *read,
                {**read[0], "row": 9},
                {**read[1], "row": 10, "name": "三", "region": "1"},
            ],
        )
    assert [(one["row"], one["field"]) for one in refused.value.detail["rows"]] == [
        (9, "name"),
        (10, "region"),
    ]
    assert not Camera.objects.exists()
    with pytest.raises(NotPermitted):
        import_cameras(actor=make.person(Post.OBSERVER, ORDOS), rows=read)

    made = import_cameras(actor=officer, rows=read)
    assert [(one.name, one.kind, one.point is None) for one in made] == [
        ("一号", "fixed", False),
        ("二号", "uav", True),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "first row names"),
        (b"name,kind\nx,ptz\n", "Missing: region"),
        (b"name,kind,region,secret\n", "Not known: secret"),
        (b"name,name,kind,region\n", "first row names"),
        (b"name,kind,region\n", "no cameras"),
        (b"name,kind,region\nx,ptz,150621,more\n", "1 rows"),
        (b"name,kind,region,lat\nx,ptz,150621,north\n", "1 rows"),
        (b"name,kind,region,lat,lon\nx,ptz,150621,40,\n", "1 rows"),
        (b"\xff\xff\xff", "neither UTF-8"),
        (b"x" * 1_000_001, "larger than"),
        (b"name,kind,region\n" + b"x,ptz,150621\n" * 2001, "At most 2000"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, says):
    with pytest.raises(Invalid) as refused:
        rows.read(content)
    assert says in str(refused.value)


def test_the_demo_says_that_its_cameras_do_not_exist():
    assert demo.load() == len(demo.PLACES)
    assert demo.load() == 0
    found = selectors.listed(make.person(Post.OBSERVER, REGION))
    assert len(found) == len(demo.PLACES)
    assert all(card.illustrative and not card.plays for card in found)
    assert all("示意" in card.name and "illustrative" in card.name_en for card in found)
    assert selectors.tiles(make.person(Post.OBSERVER, REGION)) == []
    assert AT is not None
