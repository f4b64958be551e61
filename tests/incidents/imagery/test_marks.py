"""What is drawn over images, bound to them, and released of them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from PIL import Image as Picture

from command.core import media
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from incidents.actions import share_incident
from incidents.imagery import selectors
from incidents.imagery.actions import (
    annotate_image,
    bind_image,
    countersign_release,
    release_image,
    unbind_image,
    withdraw_annotation,
)
from incidents.imagery.models import Annotation, Binding, Image, Release
from incidents.imagery.selectors import machines
from tests import make
from tests.incidents.imagery import made
from tests.make import Post
from tests.support.client import client_of
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db
FACE = (0.2, 0.2, 0.6, 0.6)


@pytest.fixture
def officer():
    return make.person(Post.DUTY_OFFICER, make.DALAD)


@pytest.fixture
def image(officer):
    return made.whole(officer, make.incident(by=officer), 21)


def draw(by, image, **given):
    told = {"shape": "arrow", "start": (0.1, 0.2), "end": (0.4, 0.5), "text": "渗水点", **given}
    return annotate_image(actor=by, image_id=image.pk, **told)


def test_a_mark_lies_over_an_image_that_stays_as_it_came(image, officer):
    before = media.path_of(image.state.original.sha256).read_bytes()
    mark = draw(officer, image)
    assert [card.text for card in machines.marks_of(image.pk, officer)] == ["渗水点"]
    withdraw_annotation(actor=officer, annotation_id=mark.pk)
    assert machines.marks_of(image.pk, officer) == []
    assert Annotation.objects.count() == 1
    assert media.path_of(image.state.original.sha256).read_bytes() == before
    with pytest.raises(Conflict):
        withdraw_annotation(actor=officer, annotation_id=mark.pk)


@pytest.mark.parametrize(
    "given",
    [
        {"shape": "star"},
        {"start": (1.2, 0)},
        {"end": (float("nan"), 0)},
        {"end": (0.1, 0.2)},
        {"shape": "text", "text": " "},
        {"text": "字" * 121},
    ],
)
def test_a_mark_that_cannot_be_meant_is_refused(image, officer, given):
    with pytest.raises(Invalid):
        draw(officer, image, **given)
    assert not Annotation.objects.exists()


def test_who_may_not_marks_binds_and_releases_nothing(image):
    observer = make.person(Post.OBSERVER, make.DALAD)
    stranger = make.person(Post.COMMANDER, make.BAOTOU)
    for person, refusal in ((observer, NotPermitted), (stranger, NotThere)):
        with pytest.raises(refusal):
            draw(person, image)
        with pytest.raises(refusal):
            bind_image(actor=person, image_id=image.pk, task_id=image.pk)
        with pytest.raises(refusal):
            release(person, image)
    assert not Annotation.objects.exists()
    assert not Binding.objects.exists()
    assert not Release.objects.exists()


def test_an_image_bound_to_an_incident_is_seen_with_it_until_unbound(image):
    both = make.person(Post.COMMANDER, make.ORDOS)
    baotou = make.person(Post.COMMANDER, make.BAOTOU)
    other = make.incident(title="北岸险情")
    share_incident(
        actor=both, incident_id=other.pk, grantees=[make.BAOTOU], reason="北岸", until=None
    )
    assert selectors.wall(baotou) == []
    binding = bind_image(actor=both, image_id=image.pk, incident_id=other.pk)
    assert [card.id for card in selectors.images_of(other.pk, baotou)] == [str(image.pk)]
    assert media.may_see(baotou, image.state.preview.sha256)
    with pytest.raises(Conflict):
        bind_image(actor=both, image_id=image.pk, incident_id=other.pk)
    with pytest.raises(Conflict):
        bind_image(actor=both, image_id=image.pk, incident_id=image.incident_id)
    unbind_image(actor=both, binding_id=binding.pk)
    assert selectors.wall(baotou) == []
    assert not media.may_see(baotou, image.state.preview.sha256)


def test_an_image_is_bound_to_a_task_of_its_incident_only(image, officer):
    mine, foreign = tasking.task(image.incident), tasking.task()
    bind_image(actor=officer, image_id=image.pk, task_id=mine.pk)
    for given in ({"task_id": foreign.pk}, {}):
        with pytest.raises(Invalid):
            bind_image(actor=officer, image_id=image.pk, **given)
    page = client_of(officer).get(reverse("image", args=[image.pk])).content.decode()
    assert str(mine) in page
    assert Binding.objects.count() == 1


def release(by, image, **given):
    told = {"covers": [FACE], "audience": "export", "reason": "通报有关单位", **given}
    return release_image(actor=by, image_id=image.pk, **told)


def test_a_release_is_a_new_file_in_which_the_face_is_gone(image, officer):
    made_from = image.state.original.sha256
    row = release(officer, image)
    assert row.made_from == made_from != row.media.sha256
    with Picture.open(media.path_of(row.media.sha256)) as covered:
        assert covered.getexif() == {}
        width, height = covered.size
        middle = covered.getpixel((int(width * 0.4), int(height * 0.4)))
        assert max(abs(a - b) for a, b in zip(middle, (40, 44, 48), strict=True)) < 6
    assert media.path_of(made_from).exists()
    [card] = machines.releases_of(image.pk, officer)
    assert (card.in_force, card.covered, card.by) == (True, 1, officer.name)
    assert media.may_see(officer, row.media.sha256)


def test_nothing_leaves_that_was_not_released_and_the_public_takes_two(image, officer):
    other = made.whole(officer, image.incident, 22)
    client = client_of(officer)

    def packed():
        answer = client.get(reverse("imagery-released"), {"incident": image.incident_id})
        with ZipFile(BytesIO(answer.content)) as pack:
            return {name for name in pack.namelist() if name != "list.json"}

    assert packed() == set()
    row = release(officer, image, audience="public")
    assert packed() == set()
    with pytest.raises(NotPermitted):
        countersign_release(actor=officer, release_id=row.pk)
    second = make.person(Post.LIAISON, make.ORDOS)
    countersign_release(actor=second, release_id=row.pk)
    with pytest.raises(Conflict):
        countersign_release(actor=second, release_id=row.pk)
    assert packed() == {f"{row.media.sha256}.jpg"}
    assert other.state.original.sha256 not in "".join(packed())


@pytest.mark.parametrize(
    "given",
    [
        {"covers": [(0.5, 0, 0.2, 1)]},
        {"covers": [(0, 0, 2, 1)]},
        {"covers": [FACE] * 41},
        {"audience": "friends"},
        {"reason": " "},
    ],
)
def test_a_release_that_cannot_be_meant_is_refused(image, officer, given):
    with pytest.raises(Invalid):
        release(officer, image, **given)
    assert not Release.objects.exists()


def test_what_has_not_arrived_cannot_be_released(officer):
    image = made.announced(officer, make.incident(by=officer))
    with pytest.raises(BadTransition):
        release(officer, image)


def test_the_forms_of_the_page_knock_at_the_doors(image, officer):
    client = client_of(officer)
    told = {
        "shape": "circle",
        "x1": "0.5",
        "y1": "0.5",
        "x2": "0.6",
        "y2": "0.5",
        "text": "漏点",
    }
    key = {"key": "01890000-0000-7000-8000-0000000000aa"}
    for _ in range(2):
        answer = client.post(reverse("image-mark", args=[image.pk]), told | key)
        assert answer.status_code == 303
    assert Annotation.objects.count() == 1
    form = reverse("image-release", args=[image.pk])
    asked = {"covers": "[]", "audience": "export", "reason": "通报"}
    assert client.post(form, asked).status_code == 400
    for broken in ("x", "[[1]]", '{"a": 1}', "[[null,0,0,0]]"):
        assert client.post(form, asked | {"covers": broken}).status_code == 400
    assert client.post(form, asked | {"nobody": "1"}).status_code == 303
    mark = Annotation.objects.get()
    assert client.post(reverse("image-unmark", args=[mark.pk])).status_code == 303
    for thing in ("incident.x", "task.", "", "person." + str(image.pk)):
        assert (
            client.post(reverse("image-bind", args=[image.pk]), {"thing": thing}).status_code
            == 400
        )
    page = client.get(reverse("image", args=[image.pk])).content.decode()
    assert image.state.original.sha256 in page
    assert Image.objects.get().state.stage == "complete"
