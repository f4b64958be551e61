"""From the shutter to the wall and from the microphone to the report, over the real paths."""

from hashlib import sha256

import pytest

from command.core import media
from command.core.events import sentences
from command.core.models import Entry
from command.core.uploads import parts, tasks
from command.core.uploads.models import Upload
from command.settings.uploads import UPLOAD_LIMITS
from incidents.imagery.actions import attach_preview
from incidents.imagery.models import ImageState, Stage
from incidents.scene.actions import file_scene_report
from tests import make
from tests.incidents.imagery.made import announced, scene
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
    assert said["reason"]
    assert said["reason"] != said["reason_en"]
    assert not media.path_of(sha256(other).hexdigest()).exists()
    assert parts.names() == []


def shown(incident, image, reader, language="en"):
    """Return what the wall, the image's page, and the room's panel and tab say."""
    one, room = f"/v/{image.pk}/", f"/i/{incident.pk}/"
    paths = (f"{one}tile/", one, f"{room}panel/pictures/", f"{room}imagery/")
    told = {"accept-language": language}
    return [client_of(reader).get(path, headers=told).content.decode() for path in paths]


@pytest.mark.parametrize("small", [True, False], ids=["preview", "nothing"])
def test_an_image_whose_original_was_refused_says_so_until_one_comes(leader, small):
    incident, good = make.incident(), picture(seed=1)
    image, reader = announced(leader, incident, good), make.person(Post.COMMANDER, ORDOS)
    if small:
        attach_preview(actor=leader, image_id=image.pk, content=scene())
    said = sent(client_of(leader), picture(seed=2), "image", image.pk)
    entry = Entry.objects.get(kind="image.refused")
    card = entry.changed[f"image.{image.pk}"]
    assert (card["refused_why"], card["refused_why_en"]) == (said["reason"], said["reason_en"])
    for language, why in (("zh-hans", said["reason"]), ("en", said["reason_en"])):
        for page in shown(incident, image, reader, language):
            assert why in page
        assert why in sentences(entry.kind, entry.payload, "")[language]
    for page in shown(incident, image, reader):
        assert ("only a preview" in page) is small
        assert ("No image to show" in page) is not small
    assert ImageState.objects.get(pk=image.pk).stage != Stage.COMPLETE

    assert sent(client_of(leader), good, "image", image.pk)["state"] == "kept"
    assert ImageState.objects.get(pk=image.pk).refused_at is None
    assert not any(
        "only a preview" in page or said["reason_en"] in page
        for page in shown(incident, image, reader)
    )


def test_an_original_beyond_the_limit_is_refused_for_everybody_before_it_is_sent(leader):
    image = announced(leader, make.incident())
    far = UPLOAD_LIMITS["image"] + 1
    told = {"purpose": "image", "subject": str(image.pk), "length": far}
    stranger = client_of(make.person(Post.TEAM_LEADER, BAOTOU))
    assert announced_file(stranger, b"x", **told).status_code in {404, 413}
    assert not Entry.objects.filter(kind="image.refused").exists()
    for _again in range(2):
        assert announced_file(client_of(leader), b"x", **told).status_code == 413
    assert ImageState.objects.get(pk=image.pk).why_refused == "The file is too large."
    assert Entry.objects.filter(kind="image.refused").count() == 1
    assert not Upload.objects.exists()


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
