"""Back-pressure: a client that does not read, and everybody else."""

import asyncio
import json
from typing import Any

import pytest

from command.core import realtime
from command.core.feed import outlet as outlets
from command.core.feed.frames import Frame, closing, said
from command.core.feed.hub import Hub
from command.core.feed.outlet import Outlet
from command.core.feed.positions import Box
from command.core.feed.socket import Socket
from tests.support.feed import do, note, person_of, room_in, session_of


class Pipe:
    """What a connection is to the feed: it takes messages, or makes the sender wait."""

    def __init__(self):
        """Take everything."""
        self.free = asyncio.Event()
        self.free.set()
        self.taken = []
        self.broken = False

    async def send(self, message):
        await self.free.wait()
        if self.broken:
            raise OSError("gone")
        self.taken.append(message)

    def heard(self, what):
        told = [json.loads(m["text"]) for m in self.taken if m["type"] == "websocket.send"]
        return [message for message in told if message["is"] == what]


def frame(seq, size=10):
    message = said("entry", room="r", seq=seq)
    return Frame("r", seq, "test", message, size)


def must_not(lost):
    pytest.fail(f"{len(lost)} messages were given back")


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


async def until(condition):
    async with asyncio.timeout(15):
        while not condition():  # noqa: ASYNC110 - anything may make it true
            await asyncio.sleep(0.01)


async def test_a_free_connection_is_written_to_without_a_task():
    pipe = Pipe()
    outlet = Outlet(pipe.send, must_not)
    before = len(asyncio.all_tasks())
    for seq in range(3):
        outlet.push(frame(seq).message, frame(seq))
    assert len(pipe.heard("entry")) == 3
    assert len(asyncio.all_tasks()) == before
    assert outlet.busy is False


async def test_what_waits_leaves_in_order():
    pipe = Pipe()
    outlet = Outlet(pipe.send, must_not)
    pipe.free.clear()
    for seq in range(5):
        outlet.push(frame(seq).message, frame(seq))
    assert outlet.busy
    await settle()
    assert pipe.taken == []
    pipe.free.set()
    await outlet.flushed()
    assert [m["seq"] for m in pipe.heard("entry")] == [0, 1, 2, 3, 4]
    assert outlet.busy is False


@pytest.mark.parametrize(("size", "kept"), [(10, outlets.MOST_FRAMES), (200_000, 5)])
async def test_beyond_its_limits_an_outlet_gives_back_what_it_kept(size, kept):
    pipe = Pipe()
    lost: list[Any] = []
    outlet = Outlet(pipe.send, lost.extend)
    pipe.free.clear()
    for seq in range(kept + 2):
        outlet.push(frame(seq, size).message, frame(seq, size))
    assert [kept_frame.seq for _, kept_frame in lost] == list(range(1, kept + 2))
    pipe.free.set()
    await outlet.flushed()
    assert [m["seq"] for m in pipe.heard("entry")] == [0]


async def test_a_broken_connection_raises_nothing():
    pipe = Pipe()
    outlet = Outlet(pipe.send, must_not)
    pipe.broken = True
    outlet.push(frame(1).message)
    assert outlet.gone
    outlet.push(frame(2).message)
    assert pipe.taken == []


async def test_a_connection_that_breaks_while_it_waits_ends_the_outlet():
    pipe = Pipe()
    outlet = Outlet(pipe.send, must_not)
    pipe.free.clear()
    for seq in range(3):
        outlet.push(frame(seq).message, frame(seq))
    await settle()
    pipe.broken = True
    pipe.free.set()
    await outlet.flushed()
    assert outlet.gone


async def test_an_outlet_that_is_stopped_while_it_waits_ends_its_task():
    pipe = Pipe()
    outlet = Outlet(pipe.send, must_not)
    pipe.free.clear()
    outlet.push(frame(1).message)
    await settle()
    outlet.stop()
    await outlet.flushed()
    assert len(asyncio.all_tasks()) == 1


async def test_a_close_leaves_before_what_was_kept():
    pipe = Pipe()
    outlet = Outlet(pipe.send, must_not)
    pipe.free.clear()
    for seq in range(5):
        outlet.push(frame(seq).message, frame(seq))
    outlet.forget()
    outlet.push(closing(4401))
    pipe.free.set()
    await outlet.flushed()
    assert [m["type"] for m in pipe.taken] == ["websocket.send", "websocket.close"]


@pytest.mark.django_db(transaction=True)
async def test_a_client_that_does_not_read_catches_up_later_and_slows_nobody(monkeypatch):
    monkeypatch.setattr(outlets, "MOST_FRAMES", 8)
    monkeypatch.setattr("command.core.feed.rooms.RECENT", 4)
    person, rooms = await do(person_of), [await do(room_in) for _ in range(2)]
    key = await do(session_of, person)
    hub = Hub.here()
    quick, slow = Pipe(), Pipe()
    sockets = [Socket(hub, pipe.send, person, key) for pipe in (quick, slow)]
    try:
        for socket in sockets:
            hub.enter(socket, 0)
            await socket.join(dict.fromkeys(rooms, 0))
        await until(lambda: quick.heard("live") and slow.heard("live"))

        slow.free.clear()
        for _ in range(30):
            for room in rooms:
                await do(note, room)
        await until(lambda: len(quick.heard("entry")) == 60)
        assert slow.heard("entry") == []
        slow.free.set()
        await until(lambda: len(slow.heard("entry")) == 60)
        await until(lambda: len(slow.heard("live")) == 2)
        for room in rooms:
            await do(note, room)
        await until(lambda: len(slow.heard("entry")) == len(quick.heard("entry")) == 62)

        for pipe in (quick, slow):
            for room in rooms:
                told = [m["seq"] for m in pipe.heard("entry") if m["room"] == room]
                assert told == list(range(1, 32))
        assert len(slow.heard("behind")) >= 1
        assert quick.heard("behind") == []
    finally:
        for socket in sockets:
            socket.end()
        await hub.ended()


@pytest.mark.django_db(transaction=True)
async def test_who_asks_without_end_and_never_reads_is_closed():
    person = await do(person_of)
    hub = Hub.here()
    pipe = Pipe()
    socket = Socket(hub, pipe.send, person, await do(session_of, person))
    hub.enter(socket, 0)
    try:
        pipe.free.clear()
        for _ in range(400):
            socket.tell(said("pong"))
        assert socket.closed
        pipe.free.set()
        await socket.outlet.flushed()
        assert pipe.taken[-1] == closing(1013)
    finally:
        socket.end()
        await hub.ended()


async def test_a_dead_redis_costs_a_writer_one_attempt_and_not_every_time(
    settings, monkeypatch, caplog
):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(realtime, "_silent_until", 0.0)
    for _ in range(5):
        realtime._ring("x", b"y")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    monkeypatch.setattr(realtime, "_silent_until", 0.0)


NOWHERE = [None, [], [1, 2, 3], [0, 0, 0, 0], [1, 1, 0, 2], [True, 1, 2, 3], "x", [1, 2, 3, 91]]


@pytest.mark.parametrize("given", NOWHERE)
def test_what_is_no_part_of_the_earth_is_no_view(given):
    assert Box.of(given) is None
