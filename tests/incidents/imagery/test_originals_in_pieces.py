"""From the shutter to the wall and from the microphone to the report, over the real paths."""

from hashlib import sha256

import pytest

from command.core import media
from command.core.uploads import parts, tasks
from command.core.uploads.models import Upload
from incidents.imagery.models import ImageState, Stage
from incidents.scene.actions import file_scene_report
from tests import make
from tests.incidents.imagery.made import announced
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.support.client import client_of
from tests.support.films import film
from tests.support.uploading import announced as announced_file
from tests.support.uploading import picture, piece

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return make.person(Post.TEAM_LEADER, DALAD)


def sent(client, content, purpose, subject):
    url = announced_file(client, content, purpose=purpose, subject=str(subject))["Location"]
    half = len(content) // 2
    assert piece(client, url, content[:half], 0).status_code == 204
    assert piece(client, url, content[half:], half).status_code == 204
    tasks.examine_due()
    return client.get(url).json()


def test_an_original_in_pieces_completes_its_image_and_shows_on_the_wall(leader):
    incident, client = make.incident(), client_of(leader)
    for content in (picture(size=(200, 150)), film()):
        image = announced(leader, incident, content)
        said = sent(client, content, "image", image.pk)
        assert (said["state"], said["reason"]) == ("kept", "")
        state = ImageState.objects.get(pk=image.pk)
        assert state.stage == Stage.COMPLETE
        assert state.original.sha256 == sha256(content).hexdigest()
        url = media.preview_url(state.original.sha256, "small")
        seen = client_of(make.person(Post.COMMANDER, ORDOS)).get(url)
        assert (seen.status_code, seen["Content-Type"]) == (200, "image/webp")
        assert client_of(make.person(Post.OBSERVER, BAOTOU)).get(url).status_code == 404
    nobodys = announced_file(
        client_of(make.person(Post.TEAM_LEADER, BAOTOU)), content, purpose="image",
        subject=str(image.pk),
    )  # fmt: skip
    assert nobodys.status_code == 404


def test_a_file_that_was_not_announced_so_is_refused_and_off_the_disk(
    leader, settings, django_capture_on_commit_callbacks
):
    image = announced(leader, make.incident(), picture(seed=1))
    other = picture(seed=2)
    with django_capture_on_commit_callbacks(execute=True):
        said = sent(client_of(leader), other, "image", image.pk)
    assert said["state"] == "refused"
    assert "SHA-256" in said["reason"] or said["reason"]
    assert not media.path_of(sha256(other).hexdigest()).exists()
    assert parts.names() == []


def test_a_voice_note_in_pieces_goes_with_its_report(leader):
    incident, sound = make.incident(), film("ogg", None, "libopus")
    report = file_scene_report(
        actor=leader, incident_id=incident.pk, voice_sha256=sha256(sound).hexdigest()
    )
    said = sent(client_of(leader), sound, "voice", report.pk)
    assert (said["state"], said["reason"]) == ("kept", "")
    report.refresh_from_db()
    assert report.voice.content_type == "audio/ogg"
    assert 900 < report.voice.duration_ms < 1200
    assert Upload.objects.get().state == "kept"
