"""Pictures from the scene."""

import io
from dataclasses import asdict

import pytest
from PIL import Image as Picture

from command.core import media
from command.core.actions import store_media
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere, WrongKind
from command.core.ids import new_id
from command.core.models import MediaFile
from incidents.actions import share_incident
from incidents.imagery import selectors
from incidents.imagery.actions import receive_image, record_image
from incidents.imagery.models import Image
from tests import make
from tests.incidents.fresh import fetcher
from tests.make import Post
from tests.support.race import race
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def jpeg(shade=120):
    """Return the bytes of a small picture."""
    file = io.BytesIO()
    Picture.new("RGB", (64, 48), (shade, shade, 200)).save(file, "JPEG")
    return file.getvalue()


def told(incident, **others):
    return {
        "incident_id": incident.pk,
        "caption": "冰块堆积、G65桥上游",
        "source": "巡堤员手机",
        "source_kind": "phone",
        "taken_at": make.later(minutes=3),
        "lat": 40.503,
        "lon": 109.795,
        "bearing_deg": 270,
        **others,
    }


def test_a_picture_arrives_and_the_journal_tells_it():
    incident = make.incident()
    member = make.person(Post.TEAM_MEMBER, make.DALAD)

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        image = receive_image(actor=member, content=jpeg(), **told(incident))

    [entry] = entries
    assert entry["kind"] == "image.recorded"
    assert entry["says"]["en"] == "Picture from 巡堤员手机: 冰块堆积、G65桥上游"
    assert entry["occurred_at"] == make.later(minutes=3).isoformat()
    card = selectors.card_of(image.pk, member)
    assert (card.lat, card.lon, card.bearing_deg) == (40.503, 109.795, 270)
    assert (card.width, card.height, card.content_type) == (64, 48, "image/jpeg")
    assert card.url == f"/media/{image.media.sha256}"
    assert asdict(card) == asdict(selectors.wall(member)[0])


def test_who_sees_the_incident_sees_the_file():
    incident = make.incident()
    baotou = make.person(Post.OBSERVER, make.BAOTOU)
    ordos = make.person(Post.LIAISON, make.ORDOS)
    image = receive_image(actor=ordos, content=jpeg(), **told(incident))
    sha256 = image.media.sha256
    assert media.may_see(ordos, sha256)
    assert not media.may_see(baotou, sha256)
    assert selectors.wall(baotou) == []
    with pytest.raises(NotThere):
        selectors.card_of(image.pk, baotou)
    share_incident(
        actor=ordos,
        incident_id=incident.pk,
        grantees=[make.BAOTOU],
        reason="北岸",
        until=None,
    )
    assert media.may_see(baotou, sha256)


def test_the_same_picture_again_is_a_conflict():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    receive_image(actor=officer, content=jpeg(), **told(incident))
    with pytest.raises(Conflict):
        receive_image(actor=officer, content=jpeg(), **told(incident))
    assert Image.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"source": " "},
        {"source_kind": "crystal_ball"},
        {"lat": None},
        {"lat": 91.0},
        {"bearing_deg": 360},
        {"bearing_deg": -1},
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_recorded(given):
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    with pytest.raises(Invalid):
        receive_image(actor=officer, content=jpeg(), **told(incident, **given))
    assert not Image.objects.exists()
    assert not MediaFile.objects.exists()


def test_what_is_not_a_picture_is_refused():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    with pytest.raises(WrongKind):
        receive_image(actor=officer, content=b"<script>", **told(incident))
    assert not Image.objects.exists()


def test_who_may_not_stores_nothing():
    incident = make.incident()
    content = jpeg(shade=7)
    with pytest.raises(NotPermitted):
        receive_image(
            actor=make.person(Post.OBSERVER, make.DALAD), content=content, **told(incident)
        )
    with pytest.raises(NotThere):
        receive_image(
            actor=make.person(Post.COMMANDER, make.BAOTOU), content=content, **told(incident)
        )
    assert not MediaFile.objects.exists()
    assert not media.path_of(media.examine(content).sha256).exists()
    assert not Image.objects.exists()


def test_a_file_of_another_authority_opens_nothing():
    incident = make.incident()
    file = store_media(actor=make.person(Post.COMMANDER, make.BAOTOU), content=jpeg())
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    for key in (file.pk, new_id()):
        with pytest.raises(Invalid):
            record_image(actor=officer, media_id=key, **told(incident))
    assert not Image.objects.exists()


def test_a_stored_file_is_bound_by_its_key():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    file = store_media(actor=officer, content=jpeg())
    image = record_image(actor=officer, media_id=file.pk, **told(incident, lat=None, lon=None))
    assert image.point is None


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_is_sent_many_times_at_once_arrives_once():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    content = jpeg()
    outcomes = race(
        lambda: receive_image(actor=officer, content=content, **told(incident)), times=4
    )
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 3
    assert Image.objects.count() == 1
    assert MediaFile.objects.count() == 1
