"""CPU of the server per delivered message: our hub against a consumer per socket.

``python -m tests.bench.feed [--sockets 500] [--updates 20] [--rate 1] [--rounds 2]``,
with ``DATABASE_URL`` (a database ``jc_bench_feed`` is made beside it) and ``REDIS_URL``.
``--storm`` measures the hub alone, for instance with ``--rate 20 --updates 200``.
"""

import argparse
import asyncio
import os
import statistics
import sys
import time
from typing import Any

from tests.bench.feed_servers import Crowd, answers, cpu_s, gather, load, prepare, serve
from tests.support.live import free_port

IDLE_S = 8  # seconds of standing idle that are measured


def record(room):
    """Append one entry of about 400 bytes to the room, as a door does."""
    from django.db import transaction

    from command.core import authority, journal
    from tests.support.feed import Noted

    changed = {room: {"at": 0, "title": "ice jam", "told_at": round(time.time() * 1000)}}
    with transaction.atomic(), authority.acting_as("150200"):
        journal.append(Noted(text="x"), room=room, actor=None, changed=changed)


class Hub:
    """Our own server."""

    name = "hub per process"
    application = "command.asgi:application"

    def __init__(self):
        """Make a person, a session and a room."""
        from tests.support.feed import person_of, room_in, session_of

        self.room = room_in("150200")
        self.session = session_of(person_of("150200"))
        self.seq = 0

    @property
    def hello(self):
        return b'{"do":"join","room":"%s","since":%d}' % (self.room.encode(), self.seq)

    def tell(self):
        self.seq += 1
        record(self.room)

    def close(self):
        """Nothing to close."""


class Stock:
    """A stock consumer per socket."""

    name = "consumer per socket"
    application = "tests.bench.feed_stock:application"
    hello, session = b'{"do":"join"}', ""

    def __init__(self):
        """Open the layer that the server listens to."""
        from channels_redis.core import RedisChannelLayer  # type: ignore[import-untyped]

        self.loop = asyncio.new_event_loop()
        self.layer = RedisChannelLayer(hosts=[os.environ["REDIS_URL"]], capacity=1000)
        self.seq = 0

    def tell(self):
        self.seq += 1
        view = {"at": 0, "title": "ice jam", "told_at": round(time.time() * 1000)}
        room = "incident.test000000"
        entry = {"is": "entry", "room": room, "origin": "150000", "seq": self.seq}
        entry |= {"kind": "test.noted", "authority": "150200", "actor": None}
        entry |= {"occurred_at": "2026-11-22T13:00:00.000000+00:00"}
        entry |= {"recorded_at": "2026-11-22T13:00:00.000000+00:00", "payload": {"text": "x"}}
        entry |= {"changed": {room: view}, "says": {"zh-hans": ": x", "en": ": x"}}
        message = {"type": "entry.recorded", "entry": entry}
        self.loop.run_until_complete(self.layer.group_send("bench", message))

    def close(self):
        self.loop.run_until_complete(self.layer.close_pools())
        self.loop.close()


async def measure(side, sockets, updates, rate):
    port, crowd = free_port(), Crowd()
    with serve(side.application, port) as pid:
        await answers(port)
        await gather(crowd, port, sockets, side.hello, side.session)
        await asyncio.sleep(2)
        idle = cpu_s(pid)
        await asyncio.sleep(IDLE_S)
        idle = (cpu_s(pid) - idle) / IDLE_S
        before, began = cpu_s(pid), time.monotonic()
        for turn in range(updates):
            await asyncio.to_thread(side.tell)
            await asyncio.sleep(max(0, began + (turn + 1) / rate - time.monotonic()))
        wanted, since = sockets * updates, (time.monotonic(), crowd.entries)
        while crowd.entries < wanted and time.monotonic() - since[0] < 10:
            await asyncio.sleep(0.05)
            if crowd.entries != since[1]:
                since = (time.monotonic(), crowd.entries)
        spent, took = cpu_s(pid) - before, time.monotonic() - began
    return {
        "µs": spent / max(1, crowd.entries) * 1e6,
        "net": max(0.0, spent - idle * took) / max(1, crowd.entries) * 1e6,
        "delivered": crowd.entries / wanted,
        "p50": crowd.percentile(0.5),
        "p99": crowd.percentile(0.99),
        "busy": spent / took,
    }


def row(name, sockets, found):
    middle = {key: statistics.median(each[key] for each in found) for key in found[0]}
    all_us = " ".join(f"{each['µs']:.0f}" for each in found)
    sys.stdout.write(
        f"| {name} | {sockets} | {middle['µs']:.1f} ({all_us}) | {middle['net']:.1f} "
        f"| {middle['delivered']:.2%} "
        f"| {middle['p50']:.0f} / {middle['p99']:.0f} | {middle['busy']:.0%} |\n"
    )
    sys.stdout.flush()
    return middle["µs"], middle["net"]


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--sockets", type=int, nargs="+", default=[500])
    words.add_argument("--updates", type=int, default=20)
    words.add_argument("--rate", type=float, default=1.0, help="updates per second")
    words.add_argument("--rounds", type=int, default=2)
    words.add_argument("--storm", action="store_true", help="the hub alone")
    wish = words.parse_args()
    prepare("jc_bench_feed")
    sys.stdout.write(f"{load()}\n| way | sockets | µs of CPU per delivery (median, rounds) ")
    sys.stdout.write(
        "| without what it costs to stand idle | delivered | p50 / p99 ms | core |\n"
    )
    sys.stdout.write("|---|---|---|---|---|---|---|\n")
    sides: list[Any] = [Hub()] if wish.storm else [Hub(), Stock()]
    for sockets in wish.sockets:
        found: dict[str, list[Any]] = {side.name: [] for side in sides}
        for _ in range(wish.rounds):
            for side in sides:
                one = asyncio.run(measure(side, sockets, wish.updates, wish.rate))
                found[side.name].append(one)
        costs = [row(side.name, sockets, found[side.name]) for side in sides]
        if len(costs) > 1:
            whole, net = (theirs / ours for ours, theirs in zip(*costs, strict=True))
            sys.stdout.write(
                f"\n{sockets} sockets: 1/{whole:.1f}, without idling 1/{net:.1f}\n\n"
            )
    for side in sides:
        side.close()
    sys.stdout.write(f"{load()}\n")


if __name__ == "__main__":
    main()
