"""The live feed as it is served: uvicorn, two processes, real sockets."""

import asyncio
import os
import subprocess
import sys
import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import orjson
import pytest
from django.conf import settings
from django.db import connection, connections
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.support.feed import do, note, person_of, room_in, session_of
from tests.support.live import free_port

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH = 24, 4


@pytest.fixture(scope="module")
def served(django_db_setup):
    """Serve two processes on the tests' database, for all tests here; yields their ports."""
    given = urlsplit(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "command.settings.dev",
        "DATABASE_URL": urlunsplit(given._replace(path=f"/{name}")),
        "SECRET_KEY": settings.SECRET_KEY,
        "JC_STATIC": str(settings.MEDIA_ROOT),
    }
    ports = [free_port(), free_port()]
    running = []
    for port in ports:
        words = [sys.executable, "-m", "uvicorn", "command.asgi:application"]
        words += ["--port", str(port), "--ws", "websockets-sansio", "--log-level", "warning"]
        running.append(subprocess.Popen(words, env=environment))
    yield ports
    for process in running:
        process.terminate()
    for process in running:
        process.wait(15)


def dial(port, key, **kwargs):
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={key}"}
    kwargs.setdefault("origin", f"http://127.0.0.1:{port}")
    return connect(
        f"ws://127.0.0.1:{port}/live/", additional_headers=cookie, max_size=None, **kwargs
    )


async def answering(port, key):
    end = time.monotonic() + 60
    while True:
        try:
            async with dial(port, key):
                return
        except (OSError, InvalidStatus):
            assert time.monotonic() < end, "the server does not answer"
            await asyncio.sleep(0.2)


async def heard(line, *kinds):
    while True:
        message = orjson.loads(await asyncio.wait_for(line.recv(), 20))
        if message["is"] in kinds:
            return message


async def send_giant(line):
    await line.send("x" * 10_000_000)
    while True:
        await line.recv()


async def follow(port, key, room):
    """Follow a room until all has been heard; return the numbers and the state."""
    state: dict[str, Any] = {}
    numbers: list[Any] = []
    async with dial(port, key) as line:
        await line.send(orjson.dumps({"do": "join", "room": room, "since": 0}).decode())
        while len(numbers) < WRITERS * EACH:
            entry = await heard(line, "entry")
            numbers.append(entry["seq"])
            state.update(entry["changed"])
    return numbers, state


def write(room, number):
    try:
        for turn in range(EACH):
            note(room, "x", {f"note.{number}": {"turn": turn}})
    finally:
        connections.close_all()


async def test_writers_in_a_crowd_and_followers_at_two_processes(served):
    person, room = await do(person_of), await do(room_in)
    key = await do(session_of, person)
    for port in served:
        await answering(port, key)

    followers = [asyncio.create_task(follow(port, key, room)) for port in served * 3]
    await asyncio.gather(*(asyncio.to_thread(write, room, n) for n in range(WRITERS)))
    for numbers, state in await asyncio.gather(*followers):
        assert numbers == list(range(1, WRITERS * EACH + 1))
        assert state == {f"note.{n}": {"turn": EACH - 1} for n in range(WRITERS)}


async def test_strangers_and_giants_are_turned_away_and_the_server_lives(served):
    person = await do(person_of)
    key = await do(session_of, person)
    port = served[0]
    await answering(port, key)

    for origin in ["http://evil.example", f"http://127.0.0.1:{port + 1}", None]:
        with pytest.raises(InvalidStatus) as turned_away:
            async with dial(port, key, origin=origin):
                pass
        assert turned_away.value.response.status_code == 403

    async with dial(port, "nobody") as line:
        with pytest.raises(ConnectionClosed):
            await line.recv()
        assert line.close_code == 4401

    async with dial(port, key) as line:
        with pytest.raises(ConnectionClosed):
            await send_giant(line)
        assert line.close_code == 1009

    async with dial(port, key) as line:
        await line.send('{"do": "ping"}')
        assert (await heard(line, "pong"))["is"] == "pong"
