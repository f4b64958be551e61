"""What turns the phone away is said in both languages: it may be read in either later."""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.field.models import FieldLimit
from tests import make
from tests.field.hour import Hour
from tests.field.phone import Phone
from tests.make import ORDOS, REGION, Post
from tests.support.uploading import OCTETS, TUS, announced, enter, picture, piece

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def phone(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    enter()
    return Phone(make.person(Post.TEAM_LEADER, ORDOS))


def signed_out(phone):
    phone.client.logout()
    return phone.post()


def too_often(phone):
    with transaction.atomic(), authority.acting_as(REGION):
        FieldLimit.objects.filter(code="batches-per-minute").update(value=1)
    phone.post()
    return phone.post()


def preview(content, name="image/webp"):
    return lambda phone: phone.client.put(
        f"/m0/images/{uuid4()}/preview/", content, content_type=name
    )


def begun(phone, content=None, **given):
    content = content or picture()
    return announced(phone.client, content, **given)


def at_the_wrong_place(phone):
    content = picture()
    url = begun(phone, content)["Location"]
    return piece(phone.client, url, content, 7)


def damaged(phone):
    content = picture()
    url = begun(phone, content)["Location"]
    given = {
        **TUS,
        "upload-offset": "0",
        "upload-checksum": "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    }
    return phone.client.patch(url, content, content_type=OCTETS, headers=given)


CASES = {
    "signed out": (401, signed_out),
    "too often": (429, too_often),
    "another person": (409, lambda phone: phone.post(person=str(uuid4()))),
    "no id": (400, lambda phone: phone.post({"kind": "check_in"})),
    "a broken form": (400, lambda phone: phone.post(waiting=-1)),
    "no json": (
        400,
        lambda phone: phone.client.post("/m0/operations/", "{", content_type=JSON),
    ),
    "too large a batch": (413, lambda phone: phone.post(version="x" * 300_000)),
    "too large a preview": (413, preview(b"x" * 200_000)),
    "no preview": (415, preview(b"<svg/>")),
    "an image not announced": (409, preview(picture("WEBP"))),
    "an upload for nothing": (400, lambda phone: begun(phone, purpose="nothing")),
    "no hash": (400, lambda phone: begun(phone, sha256="ff")),
    "no such upload": (404, lambda phone: phone.client.get(f"/media/uploads/{uuid4()}")),
    "a piece at the wrong place": (409, at_the_wrong_place),
    "a damaged piece": (460, damaged),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_refusal_is_told_in_both_languages_whichever_is_asked_for(phone, case, language):
    phone.client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    phone.client.cookies["django_language"] = language
    status, ask = CASES[case]
    answer = ask(phone)
    assert answer.status_code == status, answer.content
    told = answer.json()
    assert told["reason"]
    assert not told["reason"].isascii()
    assert told["reason_en"]
    assert told["reason_en"].isascii()
    mine = told["reason_en"] if language == "en" else told["reason"]
    assert told["error"]["message"] == mine or case in {"no json", "a broken form"}


def test_a_note_of_a_call_that_is_no_ones_is_refused_in_both(phone):
    """Not only what the field's own doors say: what the rooms say that take the files."""
    given = {"purpose": "call_voice", "subject": str(uuid4())}
    answer = announced(phone.client, b"ogg", sha256=sha256(b"ogg").hexdigest(), **given)
    assert answer.status_code == 404
    assert answer.json()["reason"] != answer.json()["reason_en"]


def test_who_may_not_send_a_file_or_a_small_picture_reads_why_in_either(phone):
    """Also what names the posts that may: it is put into words for whoever reads it."""
    hour = Hour()
    onlooker = Phone(make.person(Post.OBSERVER, ORDOS))
    sound = sha256(b"ogg").hexdigest()
    image = phone_image(hour)
    given = {"purpose": "attachment", "subject": str(hour.order.pk), "sha256": sound}
    for answer in (
        announced(onlooker.client, b"ogg", **given),
        preview_of(onlooker, image),
    ):
        assert answer.status_code == 403, answer.content
        told = answer.json()
        assert "值班员" in told["reason"]
        assert "Duty officer" in told["reason_en"]
        assert told["reason_en"].isascii()


def phone_image(hour):
    """Announce an image from the scene; return its id."""
    image = uuid4()
    content = picture()
    told = Phone(hour.leader).do(
        "image",
        image_id=image,
        incident_id=hour.incident.pk,
        kind="photo",
        taken_at=now().isoformat(),
        original_sha256=sha256(content).hexdigest(),
        original_size=len(content),
    )
    assert told["outcome"] == "applied", told
    return image


def preview_of(phone, image):
    """Send the small picture of an image."""
    url, content = f"/m0/images/{image}/preview/", picture("WEBP")
    return phone.client.put(url, content, content_type="image/webp")
