"""Vector tiles: what is in them, for whom, and how often they are sent."""

import gzip

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.urls import reverse

from resources.actions import commit_stock
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.resources.register import made
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def tile(client, layer, place, **headers):
    return client.get(reverse("tile", args=[layer, *place]), headers=headers)


def place_of(z):
    """Return the tile of 40.41 N 110.03 E."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT x, y FROM generate_series(0, 0) AS one, LATERAL (SELECT"
            " floor((110.03 + 180) / 360 * 2 ^ %s)::int AS x,"
            " floor((1 - asinh(tan(radians(40.41))) / pi()) / 2 * 2 ^ %s)::int AS y) AS at",
            [z, z],
        )
        return (z, *cursor.fetchone())


def test_a_tile_holds_what_one_may_see_single_when_near_and_counted_when_far():
    make.stock(region=DALAD, depot="旗库", point=(40.41, 110.03))
    make.stock(region=DALAD, depot="二库", point=(40.411, 110.031))
    make.stock(region=BAOTOU, depot="包库", point=(40.412, 110.03))
    ordos = client_of(make.person(Post.LIAISON, ORDOS))
    near = tile(ordos, "stocks", place_of(13)).content
    assert "旗库".encode() in near
    assert "二库".encode() in near
    assert "包库".encode() not in near
    far = tile(ordos, "stocks", place_of(7))
    assert "旗库".encode() not in far.content
    assert b"count" in far.content
    baotou = tile(client_of(make.person(Post.LIAISON, BAOTOU)), "stocks", place_of(13)).content
    assert "包库".encode() in baotou
    assert "旗库".encode() not in baotou
    assert tile(client_of(make.person()), "stocks", place_of(13)).status_code == 404
    assert tile(ordos, "facilities", place_of(13)).status_code == 200
    assert far["Content-Type"] == "application/vnd.mapbox-vector-tile"


def test_a_tile_is_packed_tagged_and_not_sent_twice():
    make.stock(region=DALAD, depot="旗库", point=(40.41, 110.03))
    client = client_of(make.person(Post.LIAISON, ORDOS))
    packed = tile(client, "stocks", place_of(13), accept_encoding="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert "旗库".encode() in gzip.decompress(packed.content)
    again = tile(client, "stocks", place_of(13), if_none_match=packed["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert "private" in packed["Cache-Control"]


def test_what_has_changed_is_in_the_next_tile_and_not_only_when_the_kept_one_is_old():
    client = client_of(make.person(Post.RESOURCE_OFFICER, ORDOS))
    depot = make.stock(region=DALAD, on_hand=10, point=(40.41, 110.03))
    place = place_of(13)
    before = tile(client, "stocks", place).content
    assert tile(client, "facilities", place).content == b""
    with TestCase.captureOnCommitCallbacks(execute=True):
        commit_stock(
            actor=make.person(Post.COMMANDER, ORDOS),
            incident_id=make.incident().pk,
            stock_id=depot.pk,
            quantity=3,
        )
        made.facility(region=DALAD, point=(40.41, 110.03), name="示意避难所")
    assert tile(client, "stocks", place).content != before
    assert "示意避难所".encode() in tile(client, "facilities", place).content


@pytest.mark.parametrize(
    "place", [(0, 1, 0), (19, 0, 0), (7, 128, 0), (400, 1, 1), (7, 10**30, 1)]
)
def test_what_is_no_tile_is_not_there(place):
    client = client_of(make.person(Post.LIAISON, ORDOS))
    assert tile(client, "stocks", place).status_code == 404
    assert tile(client, "kings", (0, 0, 0)).status_code == 404
    assert tile(client, "stocks", (0, 0, 0)).status_code == 200
