"""A gateway that answers, and the ways out set up to lead to it."""

import base64
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, journal, regions
from command.core.ids import new_id
from command.core.models import Exercise, Participant, Room
from command.core.rooms import exercise_room
from command.tasking.paging.actions import register_phone, subscribe_device
from tests import make
from tests.make import ORDOS, Post
from tests.support import gateway
from tests.support.gateway import Browser, serving


@pytest.fixture(scope="session")
def vapid():
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


@pytest.fixture
def server(settings, vapid):
    with serving() as served:
        settings.JC_SMS_URL = f"{served.address}/sms"
        settings.JC_VOICE_URL = f"{served.address}/voice"
        settings.JC_SMS_TOKEN = settings.JC_VOICE_TOKEN = gateway.TOKEN
        settings.JC_VAPID_PRIVATE = vapid
        settings.JC_VAPID_SUBJECT = "mailto:duty@example.cn"
        settings.JC_PUSH_HOSTS = ["127.0.0.1", ".push.example.com"]
        settings.JC_RECEIPTS_TOKEN = "receipts-token"
        yield served


@pytest.fixture
def commander(db):
    return make.person(Post.COMMANDER, ORDOS)


@pytest.fixture
def leader(db):
    return make.person(Post.TEAM_LEADER, ORDOS)


@pytest.fixture
def reachable(server, leader):
    """Return the leader with a telephone and a browser."""
    register_phone(actor=leader, phone="138 0000-1234")
    leader.browser = Browser(server.address)
    subscribe_device(actor=leader, label="Edge", **leader.browser.subscription)
    return leader


@pytest.fixture
def exercise(db):
    """Return an exercise that is being played."""
    key = new_id()
    with transaction.atomic(), authority.acting_as(regions.REGION):
        played = Exercise(
            id=key,
            origin=regions.REGION,
            scenario="S1",
            speed=60,
            started_at=now() - timedelta(minutes=1),
            room=exercise_room(key),
        )
        played.save(force_insert=True)
        with authority.in_exercise(key):
            journal.open_room(played.room, Room.Kind.EXERCISE, regions.REGION)
    return played


def enrol(person, exercise):
    """Let somebody take part."""
    with (
        transaction.atomic(),
        authority.acting_as(regions.REGION),
        authority.in_exercise(exercise.pk),
    ):
        part = Participant(person=person, joined_at=now())
        part.save(force_insert=True)
    return part
