"""Who sees what: one of everything in one city, and what each kind of person is shown of it.

Every page and every list that can be asked for without a key is asked for, found in the
table of paths: a new one is looked at without being entered here. What has a key is entered
in ``tests/contract/paths.py``, the things themselves in ``tests/contract/one_of_each.py``.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from command.core.models import Share
from tests import make
from tests.contract.one_of_each import SECRET, made
from tests.contract.onlookers import INSIDERS, OUTSIDERS, SEES_DRAFTS, SEES_NAMES
from tests.contract.paths import drafts_of, narrowed, with_the_key, without_a_key
from tests.make import BAOTOU, HOHHOT, ULANQAB, Post
from tests.support.client import client_of
from tests.support.once import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def all_of_it(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, made) as world:
        yield world


@pytest.fixture
def world(all_of_it, db):
    return dict(all_of_it)


@pytest.fixture
def later(world, clocks):
    """Let the share with Baotou run out."""
    clocks.move_to(now() + timedelta(minutes=61))


def shown(client, path):
    answer = client.get(path)
    assert answer.status_code < 500, (path, answer.status_code)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content.decode(errors="replace")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_are_shown_nothing_of_it(who, world, request):
    person = OUTSIDERS[who]()
    request.getfixturevalue("later")
    client = client_of(person)
    if who in SEES_DRAFTS:
        del world["plan"]
    keys = {name: str(thing.pk) for name, thing in world.items()}

    for path in with_the_key(world):
        status, text = shown(client, path)
        assert status in {302, 403, 404}, path
        assert SECRET not in text, path
    for path in [*without_a_key(), *narrowed(world)]:
        _status, text = shown(client, path)
        asked = world["incident"].pk
        if path == "/audit/chains/":
            continue  # An auditor proves the journals of the city whole, and reads none.
        leaks = [n for n, key in keys.items() if key in text.replace(f"incident={asked}", "")]
        assert not leaks, (path, leaks)
        assert SECRET not in text or who in SEES_NAMES, path


@pytest.mark.parametrize("who", INSIDERS)
def test_those_of_the_place_are_shown_all_of_it(who, world):
    client = client_of(INSIDERS[who]())
    for path in with_the_key(world):
        assert shown(client, path)[0] == 200, path


def test_a_city_that_it_is_shared_with_sees_the_incident_and_what_serves_it(world):
    client = client_of(make.person(Post.OBSERVER, HOHHOT))
    for path in with_the_key(world):
        assert shown(client, path)[0] == (404 if path in drafts_of(world) else 200), path


def test_a_post_over_one_incident_shows_that_incident_and_no_other(world):
    other = make.incident(title="另一险情")
    person = make.person(region=ULANQAB)
    make.duty(person, post=Post.LIAISON, room=world["incident"].room_id)
    client = client_of(person)

    assert shown(client, reverse("api-incident", args=[world["incident"].pk]))[0] == 200
    assert shown(client, reverse("api-incident", args=[other.pk]))[0] == 404
    _status, text = shown(client, reverse("api-incidents"))
    assert (str(world["incident"].pk) in text, str(other.pk) in text) == (True, False)


def test_without_a_session_there_is_nothing_at_all(world):
    for path in [*with_the_key(world), *without_a_key(), *narrowed(world)]:
        status, text = shown(Client(), path)
        assert SECRET not in text, path
        assert status in {301, 302, 400, 401, 403, 404, 405} or path.endswith(
            ("language/", "static/", "worker.js", "m0/manifest.webmanifest")
        ), (path, status)


def test_an_expired_share_is_dead_without_anybody_telling_it(world, request):
    person = make.person(Post.OBSERVER, BAOTOU)
    client = client_of(person)
    path = reverse("api-incident", args=[world["incident"].pk])
    assert shown(client, path)[0] == 200
    request.getfixturevalue("later")
    assert shown(client_of(person), path)[0] == 404
    assert Share.objects.filter(grantee=BAOTOU, end_told_at__isnull=True).exists()
