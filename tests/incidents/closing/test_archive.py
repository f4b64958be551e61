"""The archive: built by a worker, verified by anybody, and no byte of it may change."""

import json
import subprocess
import sys
import zipfile
from dataclasses import asdict

import pytest
from django.core.management import CommandError, call_command

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from incidents.closing import archive as building
from incidents.closing import personal, tasks
from incidents.closing.actions import begin_archive, purge_personal_data, request_archive
from incidents.closing.models import Archive
from incidents.closing.selectors import ArchiveCard
from incidents.closing.verifier import verify
from tests import make
from tests.incidents.closing import made
from tests.make import BAOTOU, DALAD, Post
from tests.support.client import client_of
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def altered(path, name, place):
    """Return a copy of an archive in which one byte of one file is another."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(place, "w") as new:
        for info in old.infolist():
            content = bytearray(old.read(info.filename))
            if info.filename == name:
                content[len(content) // 2] ^= 1
            new.writestr(info.filename, bytes(content))
    return place


def archives():
    """Return the archives as followers know them."""
    rows = Archive.objects.select_related("actor")
    return {f"archive.{row.pk}": asdict(ArchiveCard.of(row)) for row in rows}


def test_after_the_purge_the_archive_opens_and_every_chain_holds(tmp_path):
    """Row 17 of the standards' tests: the whole way into the file."""
    commander = made.commander()
    incident = made.filled(commander)
    sha256 = _pictures(incident)[0]
    made.close(incident, commander)
    count = sum(personal.held(incident.pk).values())
    purge_personal_data(actor=commander, incident_id=incident.pk, confirm=count, reason="法定")
    # As after the commit: the file of the picture of people is gone.
    building.media.path_of(sha256).unlink()

    with whole_story(incident.room_id, archives):
        asked = request_archive(actor=commander, incident_id=incident.pk, language="en")
        with pytest.raises(Conflict):
            request_archive(actor=commander, incident_id=incident.pk, language="en")
        assert tasks.build_archives() == 1
    ready = Archive.objects.get(pk=asked.pk)
    assert ready.status == "ready"
    assert verify(ready.path) == []

    with zipfile.ZipFile(ready.path) as file:
        manifest = json.loads(file.read("manifest.json"))
        journal = file.read(manifest["rooms"][0]["path"])
        everything = b"".join(file.read(name) for name in file.namelist())
        (tmp_path / "verify.py").write_bytes(file.read("verify.py"))
    told = Entry.objects.filter(room=incident.room_id, kind="archive.built").get()
    # What came after the building is not in it: that it is ready.
    assert manifest["counts"]["entries"] == told.seq - 1 == ready.entries
    assert journal.count(b"\n") == ready.entries
    assert told.payload["sha256"] == ready.sha256
    assert manifest["incident"]["figures"]["moved"]["value"] == 1186
    assert manifest["pictures"][0]["in_archive"] is False
    assert b"13800000000" not in everything
    papers = [f["path"] for f in manifest["files"] if f["path"].startswith("papers/")]
    assert papers == [
        "papers/ics-201.pdf",
        "papers/ics-209.pdf",
        "papers/ics-214.pdf",
        "papers/after-action.pdf",
    ]

    # The script in the archive needs nothing of ours, and names the file that changed.
    for name in ("papers/ics-209.pdf", manifest["rooms"][0]["path"], "manifest.json"):
        false = altered(ready.path, name, tmp_path / "false.zip")
        assert verify(false)[0].startswith(f"{name}: changed")
        with pytest.raises(CommandError, match=name):
            call_command("verify_archive", str(false))
    alone = [sys.executable, "-I", str(tmp_path / "verify.py")]
    whole = subprocess.run([*alone, str(ready.path)], capture_output=True, text=True, cwd="/")
    assert (whole.returncode, whole.stdout) == (0, "whole: every file and every chain\n")
    broken = subprocess.run([*alone, str(false)], capture_output=True, text=True, cwd="/")
    assert broken.returncode == 1
    assert "manifest.json: changed" in broken.stderr
    cut = tmp_path / "cut.zip"
    cut.write_bytes(ready.path.read_bytes()[:-400])
    assert verify(cut)

    address = f"/i/{incident.pk}/file/archive/{ready.pk}.zip"
    answer = client_of(commander).get(address)
    assert b"".join(answer.streaming_content) == ready.path.read_bytes()
    assert client_of(make.person(Post.OBSERVER, DALAD)).get(address).status_code == 403
    assert client_of(make.person(Post.COMMANDER, BAOTOU)).get(address).status_code == 404


def test_a_chain_that_was_written_anew_is_found(tmp_path):
    """Whoever alters an entry and every digest of the files still breaks the chain."""
    from incidents.closing.verifier import _chain_faults

    commander = made.commander()
    incident = made.contained(commander)
    into = building._Zip(zipfile.ZipFile(tmp_path / "x.zip", "w"))
    room = building._put_journal(into, incident.room)
    content = into.archive.read(room["path"])
    assert _chain_faults(content, room) == []
    assert _chain_faults(content.replace("昭君镇".encode(), "昭君乡".encode(), 1), room)
    assert _chain_faults(content[: content.rindex(b"\n", 0, -1) + 1], room)


def test_only_those_who_handle_it_ask_and_nothing_changes_for_others():
    commander = made.commander()
    incident = made.contained(commander)
    observer, stranger = (
        make.person(Post.OBSERVER, DALAD),
        make.person(Post.COMMANDER, BAOTOU),
    )
    entries = Entry.objects.count()
    for person, language, refusal in (
        (observer, "en", NotPermitted),
        (stranger, "en", NotThere),
        (commander, "tlh", Invalid),
    ):
        with pytest.raises(refusal):
            request_archive(actor=person, incident_id=incident.pk, language=language)
    assert (Archive.objects.count(), Entry.objects.count()) == (0, entries)


def test_an_archive_that_cannot_be_built_says_why(settings, tmp_path):
    commander = made.commander()
    incident = made.contained(commander)
    (tmp_path / "file").write_text("in the way")
    settings.MEDIA_ROOT = tmp_path / "file"
    asked = request_archive(actor=commander, incident_id=incident.pk, language="en")
    assert tasks.build_archives() == 0
    failed = Archive.objects.get(pk=asked.pk)
    assert failed.status == "failed"
    assert "Not a directory" in failed.error
    # It is not taken up again, and another may be asked for.
    assert not begin_archive(actor=None, archive_id=asked.pk)
    request_archive(actor=commander, incident_id=incident.pk, language="en")


def _pictures(incident):
    return list(incident.images.values_list("media__sha256", flat=True))
