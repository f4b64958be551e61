"""The imagery wall: filters, pages, what is new, what was seen."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from command.core.ids import new_id
from incidents.imagery.actions import mark_seen
from incidents.imagery.folds import IMAGE
from incidents.imagery.models import Image, ImageState, Seen
from incidents.imagery.selectors import tiles
from incidents.imagery.selectors.wanted import Wanted
from tests import make
from tests.incidents.imagery import made
from tests.make import Post
from tests.support.client import client_of
from tests.support.once import made_once

pytestmark = pytest.mark.django_db
MANY = 2000


class World:
    """An incident with some images, and who looks."""

    def __init__(self):
        self.officer = make.person(Post.DUTY_OFFICER, make.DALAD)
        self.incident = make.incident(by=self.officer)
        at = now()
        self.photo = made.whole(self.officer, self.incident, 1, taken_at=at, tag="冰情")
        self.video = made.announced(
            self.officer, self.incident, kind="video", taken_at=at - made.minutes(60)
        )
        self.uav = made.whole(
            self.officer, self.incident, 2, source_kind="uav", taken_at=at - made.minutes(600)
        )


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, World) as shown:
        yield shown


def shown(world, **by):
    page = tiles.page(world.officer, Wanted(incident=world.incident.pk, **by))
    return [tile.card.id for tile in page.tiles]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ({}, ["photo", "video", "uav"]),
        ({"age": 30}, ["photo"]),
        ({"kind": "video"}, ["video"]),
        ({"kind": "photo"}, ["photo", "uav"]),
        ({"kind": "uav"}, ["uav"]),
        ({"tag": "冰情"}, ["photo"]),
        ({"city": "150600"}, ["photo", "video", "uav"]),
        ({"city": "150200"}, []),
    ],
)
def test_the_wall_is_narrowed(world, by, found):
    assert shown(world, **by) == [str(getattr(world, name).pk) for name in found]


def test_who_has_looked_is_remembered_for_each_person(world):
    stranger = make.person(Post.COMMANDER, make.BAOTOU)
    other = make.person(Post.LIAISON, make.ORDOS)
    for _ in range(2):
        assert mark_seen(actor=world.officer, image_ids=[world.photo.pk, new_id()]) == 1
    assert mark_seen(actor=stranger, image_ids=[world.photo.pk]) == 0
    assert shown(world, unseen=True) == [str(world.video.pk), str(world.uav.pk)]
    assert Seen.objects.count() == 1
    by = Wanted(incident=world.incident.pk)
    assert tiles.unseen_count(other, by) == 3
    assert tiles.unseen_count(world.officer, by) == 2


def test_what_came_since_is_counted_and_nothing_else(world):
    client = client_of(world.officer)
    query = {"incident": str(world.incident.pk), "since": tiles.stamp()}
    assert client.get(reverse("imagery-new"), query).json() == {"n": 0, "unseen": 3}
    made.announced(world.officer, world.incident)
    assert client.get(reverse("imagery-new"), query).json() == {"n": 1, "unseen": 4}
    assert client.get(reverse("imagery-new"), query | {"kind": "video"}).json()["n"] == 0
    assert client.get(reverse("imagery-new"), {"since": "2027-03-19T00:00"}).status_code == 400


def test_the_pages_show_what_is_there_and_nothing_hidden(world):
    client = client_of(world.officer)
    for path in ("/v/", "/v/?view=line", f"/v/?incident={world.incident.pk}&age=30&unseen=1"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert str(world.photo.pk) in answer.content.decode()
    assert "tile-" in client.get(reverse("image-tile", args=[world.photo.pk])).content.decode()
    nonsense = "/v/?incident=x&city=9&age=x&kind=%00&tag=%00&before=x&unseen=2"
    assert client.get(nonsense).status_code == 200
    stranger = client_of(make.person(Post.COMMANDER, make.BAOTOU))
    assert str(world.photo.pk) not in stranger.get("/v/").content.decode()
    assert stranger.get(reverse("image", args=[world.photo.pk])).status_code == 404
    answer = client.post(reverse("imagery-seen"), {"image": ["x"]})
    assert answer.status_code == 400


def test_two_thousand_images_cost_as_many_queries_as_ten(world):
    """A page is bounded, shows previews only, and leads to the next until the end."""
    client = client_of(world.officer)
    client.get("/v/")
    with CaptureQueriesContext(connection) as few:
        client.get("/v/")
    at = now() - timedelta(days=1)
    rows = [
        Image(
            incident=world.incident,
            source="无人机",
            source_kind="uav",
            taken_at=at - timedelta(seconds=number),
            claimed_sha256="0" * 64,
            claimed_size=1,
            origin=world.incident.origin,
            arrived_at=at,
        )
        for number in range(MANY)
    ]
    fill(rows)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/v/").content.decode()
    assert len(many) == len(few) <= 60
    assert page.count("data-image=") == tiles.PAGE
    assert 'loading="lazy"' in page
    assert len(page) < 160_000
    by, cursor, found = Wanted(incident=world.incident.pk, each=True), "", []
    for _ in range(4):
        part = tiles.page(world.officer, by, cursor)
        found += [tile.card.id for tile in part.tiles]
        cursor = part.following
    assert len(found) == len(set(found)) == 4 * tiles.PAGE
    assert found[:3] == [str(image.pk) for image in (world.photo, world.video, world.uav)]
    last = tiles.page(world.officer, by, f"{rows[-2].taken_at.isoformat()},{rows[-2].pk}")
    assert ([tile.card.id for tile in last.tiles], last.following) == ([str(rows[-1].pk)], "")


def fill(rows):
    """Insert many images with the states that they fold to, past the guard of the table."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    Image.objects.bulk_create(rows)
    ImageState.objects.bulk_create(
        [ImageState(image=row, step=0, **IMAGE.start(row)) for row in rows]
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = origin")
