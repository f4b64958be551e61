"""Images that arrive in three steps."""

from uuid import UUID

import PIL.Image
import pytest

from command.core import media
from command.core.actions import end_duty, store_media
from command.core.errors import (
    Conflict,
    Invalid,
    NotPermitted,
    NotThere,
    TooLarge,
    WrongKind,
)
from command.core.ids import new_id
from command.core.models import Entry
from incidents.imagery import selectors
from incidents.imagery.actions import (
    announce_image,
    attach_original,
    attach_preview,
    release_image,
)
from incidents.imagery.folds import IMAGE
from incidents.imagery.models import Binding, Image, ImageChange, ImageState, Stage
from incidents.imagery.selectors import tiles
from incidents.imagery.selectors.wanted import Wanted
from tests import make
from tests.incidents.fresh import fetcher
from tests.incidents.imagery import made
from tests.make import Post
from tests.support.client import client_of
from tests.support.story import whole_story
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident():
    return make.incident()


@pytest.fixture
def member():
    return make.person(Post.TEAM_MEMBER, make.DALAD)


def stage(image):
    return ImageState.objects.get(pk=image.pk).stage


def test_an_image_is_announced_then_previewed_then_complete(incident, member):
    original = made.with_exif(3, at="2027:03:19 03:00:00", lat=40.52)
    with whole_story(incident.room_id, fetcher(incident)) as entries:
        image = made.announced(member, incident, original)
        assert stage(image) == Stage.ANNOUNCED
        assert selectors.card_of(image.pk, member).url == ""
        attach_preview(actor=member, image_id=image.pk, content=made.scene(3))
        assert stage(image) == Stage.PREVIEW
        file = store_media(actor=member, content=original)
        attach_original(actor=member, image_id=image.pk, media_id=file.pk)
    assert [entry["kind"] for entry in entries] == [
        "image.announced",
        "image.previewed",
        "image.completed",
    ]
    card = selectors.card_of(image.pk, member)
    assert (card.stage, card.url) == (Stage.COMPLETE, f"/media/{file.sha256}")
    assert card.sha256 == file.sha256
    assert (card.accuracy_m, card.tag, card.kind) == (8.0, "管涌", "photo")
    # What the file says is a claim beside the device's time; far apart, both are shown.
    assert card.taken_at == make.later(minutes=3).isoformat()
    assert card.exif_taken_at == "2027-03-18T19:00:00+00:00"
    assert (card.exif_lat, card.exif_lon) == (40.52, 109.8)
    assert tiles.one_tile(selectors.seen_image(image.pk, member), member).claimed_at is not None
    # The state is the fold of what arrived.
    assert IMAGE.folded(Image.objects.get(pk=image.pk))[1] == 2
    assert IMAGE.rebuild() == 0


def test_each_step_again_changes_nothing(incident, member):
    original = made.scene(5, size=(180, 160))
    told = made.told(incident, original)
    image = announce_image(actor=member, **told)
    for _ in range(2):
        announce_image(actor=member, **told)
        attach_preview(actor=member, image_id=image.pk, content=made.scene(5))
    file = store_media(actor=member, content=original)
    for _ in range(2):
        attach_original(actor=member, image_id=image.pk, media_id=file.pk)
    assert (Image.objects.count(), ImageChange.objects.count()) == (1, 2)
    assert Entry.objects.filter(kind__startswith="image.").count() == 3
    with pytest.raises(Conflict):
        announce_image(actor=member, **{**told, "original_sha256": "0" * 64})


def test_an_original_that_is_not_the_one_announced_is_refused(incident, member):
    image = made.announced(member, incident, made.scene(1))
    other = store_media(actor=member, content=made.scene(2))
    with pytest.raises(Invalid) as refused:
        attach_original(actor=member, image_id=image.pk, media_id=other.pk)
    assert refused.value.detail["field"] == "sha256"
    with pytest.raises(Invalid):
        attach_original(actor=member, image_id=image.pk, media_id=new_id())
    assert stage(image) == Stage.ANNOUNCED


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "hologram"},
        {"original_sha256": "A" * 64},
        {"original_size": 0},
        {"accuracy_m": float("nan")},
        {"lat": None},
        {"bearing_deg": 360},
        {"caption": "字" * 201},
        {"source": " "},
        {"task_id": UUID(int=7)},
    ],
)
def test_what_cannot_be_meant_is_refused(incident, member, given):
    with pytest.raises(Invalid):
        made.announced(member, incident, **given)
    assert not Image.objects.exists()


def test_nothing_is_decoded_in_the_process_that_serves(
    incident, monkeypatch, settings, tmp_path
):
    """From the preview of a phone to the version that leaves the house."""
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    original, small = made.with_exif(3), made.scene(3)
    settings.MEDIA_ROOT = tmp_path / "media"

    def never(*args, **given):
        raise AssertionError("a picture was opened here")

    for name in ("open", "frombytes", "new"):
        monkeypatch.setattr(PIL.Image, name, never)
    image = made.announced(officer, incident, original)
    attach_preview(actor=officer, image_id=image.pk, content=small)
    # What the wall shows was made anew; what was sent is not shown.
    [state] = ImageState.objects.all()
    shown = media.preview_path(state.preview.sha256, "small").read_bytes()
    assert shown[:4] + shown[8:12] == b"RIFFWEBP"
    for size in media.PREVIEWS:
        answer = client_of(officer).get(media.preview_url(state.preview.sha256, size))
        assert (answer["Content-Type"], b"".join(answer)) == ("image/webp", shown)
    file = store_media(actor=officer, content=original)
    attach_original(actor=officer, image_id=image.pk, media_id=file.pk)
    state.refresh_from_db()
    assert state.exif_lat == 40.5
    assert state.fingerprint is not None
    release = release_image(
        actor=officer, image_id=image.pk, covers=[(0, 0, 0.5, 0.5)], audience="export",
        reason="通报",
    )  # fmt: skip
    assert release.media.content_type == "image/jpeg"


def test_a_preview_is_small_and_a_picture(incident, member):
    image = made.announced(member, incident)
    with pytest.raises(TooLarge):
        attach_preview(actor=member, image_id=image.pk, content=b"x" * (160 * 1024 + 1))
    for content in (b"<svg onload=alert(1)>", made.scene(1, kind="PNG"), made.scene(1)[:200]):
        with pytest.raises(WrongKind):
            attach_preview(actor=member, image_id=image.pk, content=content)
    assert stage(image) == Stage.ANNOUNCED
    with pytest.raises(NotThere):
        attach_preview(actor=member, image_id=new_id(), content=made.scene(1))


def test_who_announced_may_finish_after_the_duty_and_nobody_else_may(incident):
    member = make.person()
    duty = make.duty(member, post=Post.TEAM_MEMBER, region=make.DALAD)
    image = made.announced(member, incident)
    end_duty(actor=None, duty_id=duty.pk, reason="换班")
    with pytest.raises(NotPermitted):
        attach_preview(
            actor=make.person(Post.OBSERVER, make.DALAD),
            image_id=image.pk,
            content=made.scene(1),
        )
    with pytest.raises(NotThere):
        attach_preview(
            actor=make.person(Post.COMMANDER, make.BAOTOU),
            image_id=image.pk,
            content=made.scene(1),
        )
    attach_preview(actor=member, image_id=image.pk, content=made.scene(1))
    assert stage(image) == Stage.PREVIEW


def test_an_image_of_a_task_is_bound_to_it(incident, member):
    task = tasking.task(incident)
    made.announced(member, incident, task_id=task.pk)
    assert Binding.objects.get().task == task.pk


def test_nearly_the_same_images_are_one_group_and_all_are_kept(incident, member):
    first = made.whole(member, incident, 11)
    second = made.whole(member, incident, 11, taken_at=make.later(minutes=9))
    other = made.whole(member, incident, 12, taken_at=make.later(minutes=5))
    elsewhere = made.whole(member, make.incident(), 11)
    heads = dict(ImageState.objects.values_list("pk", "alike"))
    assert heads[second.pk] == heads[first.pk] == first.pk
    assert heads[other.pk] == other.pk
    assert heads[elsewhere.pk] == elsewhere.pk
    by = Wanted(incident=incident.pk)
    shown = tiles.page(member, by).tiles
    assert [tile.card.id for tile in shown] == [str(second.pk), str(other.pk)]
    assert [tile.more for tile in shown] == [1, 0]
    each = tiles.page(member, Wanted(incident=incident.pk, each=True)).tiles
    assert [tile.card.id for tile in each] == [str(second.pk), str(other.pk), str(first.pk)]
