"""People, rooms, facts and sockets for the tests of the live feed."""

import asyncio
import itertools
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils.timezone import now

from command.core import authority, journal, sessions
from command.core.events import Event
from command.core.feed.sight import ask
from command.core.models import Duty, Person, Room, Share
from command.routing import websocket

do = ask  # the tests ask and write where the feed does: in its threads
numbers = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Noted(Event):
    """Something was noted, in a test."""

    kind: ClassVar[str] = "test.noted"
    says: ClassVar[str] = "{actor}: {text}"
    text: str


@dataclass(frozen=True, kw_only=True)
class DutyChanged(Event):
    """A duty has changed, in a test."""

    kind: ClassVar[str] = "duty.changed_in_test"
    says: ClassVar[str] = "duty"


@asynccontextmanager
async def followed(person, key=None, **headers):
    """Open a socket for a person, or for nobody; close it in the end."""
    socket = communicator(key or (await do(session_of, person)), **headers)
    connected, _ = await socket.connect(timeout=10)
    assert connected
    try:
        yield socket
    finally:
        await socket.disconnect(timeout=10)


def communicator(key, *, origin="http://testserver", host="testserver"):
    headers = [(b"host", host.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    if key is not None:
        headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={key}".encode()))
    return WebsocketCommunicator(websocket, "/live/", headers=headers)


async def hear(socket, *kinds):
    """Return the next message of one of the kinds; what else comes is passed over."""
    while True:
        message = await socket.receive_json_from(timeout=15)
        if message["is"] in kinds:
            return message


async def entries(socket, count):
    """Return the numbers of the next ``count`` entries."""
    return [(await hear(socket, "entry"))["seq"] for _ in range(count)]


async def nothing_but_pulses(socket, seconds=0.5):
    """Tell whether for a while nothing comes but pulses."""
    try:
        async with asyncio.timeout(seconds):
            return await hear_other(socket) is None
    except TimeoutError:
        return True


async def hear_other(socket):
    while True:
        message = await socket.output_queue.get()
        if '"is":"pulse"' not in message.get("text", ""):
            return message


def person_of(region="150200", *, post=Duty.Post.DUTY_OFFICER, ends_at=None):
    origin = f"{region[:4]}00"
    with transaction.atomic(), authority.acting_as(origin):
        person = Person(username=f"{origin}.person{next(numbers)}", name="Li Hui")
        person.save(force_insert=True)
        duty = Duty(
            person=person,
            post=post,
            region_id=region,
            starts_at=now() - timedelta(days=1),
            ends_at=ends_at,
        )
        duty.save(force_insert=True)
        journal.open_room(person.room, Room.Kind.PERSON, region)
    return person


def room_in(region="150200", name=None, kind=Room.Kind.INCIDENT):
    key = name or f"incident.test{next(numbers):06}"
    with transaction.atomic(), authority.acting_as(f"{region[:4]}00"):
        journal.open_room(key, kind, region)
    return key


def note(room, text="seen", changed=None, event=None):
    with transaction.atomic(), authority.acting_as("150200"):
        return journal.append(
            event or Noted(text=text),
            room=room,
            actor=None,
            changed=changed or {f"note.{room}": {"text": text}},
        ).seq


def share(room, grantee, ends_at=None):
    with transaction.atomic(), authority.acting_as("150200"):
        Share(
            room_id=room,
            grantee_id=grantee,
            reason="test",
            starts_at=now() - timedelta(minutes=1),
            ends_at=ends_at,
        ).save(force_insert=True)


def end_duties(person):
    with transaction.atomic(), authority.acting_as(person.origin):
        Duty.objects.filter(person=person).update(ends_at=now())


def session_of(person):
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[sessions.STARTED] = session[sessions.SEEN] = now().timestamp()
    session.save()
    return session.session_key
