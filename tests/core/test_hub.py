"""The hub: lost bells, doubles, gaps, and Redis dying and coming back."""

import asyncio
from typing import Any

import pytest
from django.db import connections

from command.core import realtime
from command.core.feed import pulse
from tests.support.feed import (
    do,
    entries,
    followed,
    hear,
    note,
    nothing_but_pulses,
    person_of,
    room_in,
)
from tests.support.redis_server import RedisServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def deaf(monkeypatch):
    """Lose every bell while it is on."""
    return lambda: monkeypatch.setattr(realtime, "publish", lambda message: None)


@pytest.fixture
def brisk(monkeypatch):
    """Look at the heads more often, so that the tests need not wait for seconds."""
    monkeypatch.setattr(pulse, "HEADS_EVERY", 0.3)
    monkeypatch.setattr(pulse, "EVERY", 0.4)


@pytest.fixture
def own_redis(settings):
    """Run a Redis of its own that a test may kill."""
    server = RedisServer()
    settings.REDIS_URL = server.url
    server.start()
    yield server
    realtime.client(settings.REDIS_URL).close()
    server.stop()


async def joined(socket, room, since=0):
    await socket.send_json_to({"do": "join", "room": room, "since": since})
    await hear(socket, "live")


async def test_a_lost_bell_is_made_good_by_the_next(monkeypatch):
    person, room = await do(person_of), await do(room_in)
    async with followed(person) as socket:
        await joined(socket, room)
        with monkeypatch.context() as broken:
            broken.setattr(realtime, "publish", lambda message: None)
            await do(note, room)
            await do(note, room)
        await do(note, room)
        assert await entries(socket, 3) == [1, 2, 3]
        assert await nothing_but_pulses(socket)


async def test_the_last_bell_lost_is_found_by_its_head(brisk, deaf):
    person, room = await do(person_of), await do(room_in)
    async with followed(person) as socket:
        await joined(socket, room)
        deaf()
        await do(note, room)
        assert await entries(socket, 1) == [1]


async def test_a_double_and_an_old_one_are_dropped(monkeypatch):
    person, room = await do(person_of), await do(room_in)
    told: list[Any] = []
    ring = realtime.publish
    monkeypatch.setattr(realtime, "publish", told.append)
    for _ in range(3):
        await do(note, room)

    async with followed(person) as socket:
        await joined(socket, room, 3)
        for message in [*told, told[2], told[0]]:
            await do(ring, message)
        assert await nothing_but_pulses(socket)


async def test_bells_that_ring_crosswise_are_heard_in_order(monkeypatch):
    person, room = await do(person_of), await do(room_in)
    told: list[Any] = []
    ring = realtime.publish
    async with followed(person) as socket:
        await joined(socket, room)
        monkeypatch.setattr(realtime, "publish", told.append)
        for _ in range(5):
            await do(note, room)
        for message in [told[1], told[0], told[4], told[3], told[2]]:
            await do(ring, message)
        assert await entries(socket, 5) == [1, 2, 3, 4, 5]


async def test_a_bell_for_what_is_not_there_harms_nobody(monkeypatch):
    person, room = await do(person_of), await do(room_in)
    told: list[Any] = []
    ring = realtime.publish
    async with followed(person) as socket:
        await joined(socket, room)
        with monkeypatch.context() as held:
            held.setattr(realtime, "publish", told.append)
            await do(note, room)
        await do(ring, {**told[0], "seq": 77})
        await do(realtime._ring, realtime.room_channel(room), b"nonsense")
        await do(realtime._ring, realtime.channel(realtime.SIGHT), b"\xff\xfe person x")
        await do(realtime._ring, realtime.channel(realtime.SIGHT), b"person nobody")
        assert await entries(socket, 1) == [1]
        await do(note, room)
        assert await entries(socket, 1) == [2]
        assert await nothing_but_pulses(socket)


async def test_a_pulse_tells_the_clock_and_the_heads_that_moved(brisk):
    person, room = await do(person_of), await do(room_in)
    async with followed(person) as socket:
        await joined(socket, room)
        await do(note, room)
        heads: dict[str, Any] = {}
        while not heads:
            beat = await hear(socket, "pulse")
            heads = beat["heads"]
        assert heads == {room: 1}
        assert isinstance(beat["at"], int)
        assert (await hear(socket, "pulse"))["heads"] == {}


async def test_redis_dies_and_the_journal_carries_on(brisk, own_redis):
    person, room = await do(person_of), await do(room_in)
    async with followed(person) as socket:
        await joined(socket, room)
        await do(note, room)
        assert await entries(socket, 1) == [1]

        await do(own_redis.stop)
        for _ in range(3):
            await do(note, room)
        assert await entries(socket, 3) == [2, 3, 4]

        await do(own_redis.start)
        realtime._silent_until = 0.0
        await do(note, room)
        assert await entries(socket, 1) == [5]
        assert await nothing_but_pulses(socket)


async def test_after_redis_has_come_back_bells_are_heard_again(monkeypatch, own_redis):
    monkeypatch.setattr(pulse, "HEADS_EVERY", 3600.0)  # nothing but the bell tells
    person, room = await do(person_of), await do(room_in)
    async with followed(person) as socket:
        await joined(socket, room)
        await do(own_redis.stop)
        await do(note, room)
        await do(own_redis.start)
        # The subscription that holds again makes the hub look once.
        assert await entries(socket, 1) == [1]
        realtime._silent_until = 0.0
        await do(note, room)
        assert await entries(socket, 1) == [2]


async def test_a_socket_opens_and_lives_without_redis(brisk, own_redis):
    await do(own_redis.stop)
    person, room = await do(person_of), await do(room_in)
    await do(note, room)
    async with followed(person) as socket:
        await joined(socket, room, 1)
        await do(note, room)
        assert await entries(socket, 1) == [2]


async def test_two_sockets_share_a_room_and_each_hears_all():
    person, room = await do(person_of), await do(room_in)
    async with followed(person) as first, followed(person) as second:
        await joined(first, room)
        await do(note, room)
        await joined(second, room)
        await do(note, room)
        assert await entries(first, 2) == [1, 2]
        assert await entries(second, 1) == [2]


async def test_writers_in_a_crowd_and_every_follower_ends_where_a_fetch_would(brisk):
    person, room = await do(person_of), await do(room_in)
    writers, each = 24, 5

    def write(number):
        for turn in range(each):
            note(room, "x", {f"note.{number}": {"turn": turn}})

    async with followed(person) as early, followed(person) as late:
        await joined(early, room)
        work = [asyncio.to_thread(closing_connection, write, n) for n in range(writers)]
        writing = asyncio.gather(*work)
        await asyncio.sleep(0.2)
        await late.send_json_to({"do": "join", "room": room, "since": 0})
        for socket in (early, late):
            state: dict[str, Any] = {}
            numbers: list[Any] = []
            while len(numbers) < writers * each:
                entry = await hear(socket, "entry")
                numbers.append(entry["seq"])
                state.update(entry["changed"])
            assert numbers == list(range(1, writers * each + 1))
            assert state == {f"note.{n}": {"turn": each - 1} for n in range(writers)}
        await writing


def closing_connection(work, *args):
    try:
        work(*args)
    finally:
        connections.close_all()
