"""The lines to the cities' systems: heard, lost, told, and shown."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from command.core.actions import hear_city, tell_lost_links
from command.core.errors import Invalid
from command.core.models import CityLink, Entry
from tests import make
from tests.make import BAOTOU, HOHHOT, Post
from tests.support.client import client_of
from tests.support.later import later

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets(settings):
    settings.CITY_LINKS = f"{BAOTOU}:drum,{HOHHOT}:bell,999999:none"


def word(city, token=None):
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return Client().post(reverse("api-city-link", args=[city]), headers=headers)


def told(kind):
    return list(Entry.objects.filter(kind=kind).values_list("payload__city", flat=True))


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize(
    ("city", "token"),
    [(BAOTOU, None), (BAOTOU, "bell"), (BAOTOU, "鼓"), ("999999", "none"), ("x", "drum")],
)
def test_a_word_without_the_citys_own_secret_is_not_heard(city, token):
    answer = word(city, token and token.encode().decode("latin-1"))
    assert answer.status_code == 401
    assert not CityLink.objects.exists()


def test_without_secrets_nobody_speaks_for_a_city(settings):
    settings.CITY_LINKS = f"{BAOTOU}:"
    assert word(BAOTOU, "").status_code == 401
    assert not CityLink.objects.exists()


@pytest.mark.usefixtures("secrets")
def test_a_citys_word_is_taken_down_and_tells_nobody():
    assert word(BAOTOU, "drum").status_code == 204
    assert word(BAOTOU, "drum").status_code == 204
    assert (now() - CityLink.objects.get(city=BAOTOU).heard_at).total_seconds() < 60
    assert not Entry.objects.filter(kind__startswith="city_link.").exists()


def test_only_the_four_cities_are_heard():
    with pytest.raises(Invalid):
        hear_city(actor=None, city="150000")
    assert not CityLink.objects.exists()


def test_a_silent_city_is_told_once_and_told_again_when_it_is_heard():
    with later(seconds=-61):
        hear_city(actor=None, city=BAOTOU)
        hear_city(actor=None, city=HOHHOT)
    hear_city(actor=None, city=HOHHOT)
    assert [tell_lost_links(actor=None), tell_lost_links(actor=None)] == [1, 0]
    assert told("city_link.lost") == [BAOTOU]
    hear_city(actor=None, city=BAOTOU)
    hear_city(actor=None, city=BAOTOU)
    assert told("city_link.restored") == [BAOTOU]


def test_the_tile_of_a_linked_city_ages_by_its_own_word_and_no_other_does():
    with later(seconds=-40):
        heard = hear_city(actor=None, city=BAOTOU).heard_at.isoformat()
    client = client_of(make.person(Post.COMMANDER, BAOTOU))
    page = client.get(reverse("board-panel", args=["cities"])).content.decode()
    assert page.count("data-link=") == 1
    assert f'data-ts="{heard}" data-t="7"' in page
    assert page.count("data-vouched") == 3
    assert client.get(reverse("board-lines")).json() == {BAOTOU: heard}
