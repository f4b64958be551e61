"""Memory and CPU of idle connections.

``python -m tests.bench.connections [--sockets 1000 10000] [--hold 20]``, with
``DATABASE_URL`` (a database ``jc_bench_feed`` is made beside it) and ``REDIS_URL``.
Each socket belongs to a signed-in person and follows all that the person may see.
"""

import argparse
import asyncio
import sys
import time

from tests.bench.feed_servers import (
    Crowd,
    answers,
    cpu_s,
    gather,
    load,
    memory_kb,
    prepare,
    serve,
)
from tests.support.live import free_port

FOLLOW = b'{"do":"follow","scope":"all","since":{}}'


async def measure(session, sockets, hold):
    port, crowd = free_port(), Crowd()
    with serve("command.asgi:application", port) as pid:
        await answers(port)
        first = await gather(crowd, port, 50, FOLLOW, session)
        await asyncio.sleep(1)
        before, began, spent = memory_kb(pid), time.monotonic(), cpu_s(pid)
        transports = await gather(crowd, port, sockets, FOLLOW, session)
        opening, spent = time.monotonic() - began, cpu_s(pid) - spent
        await asyncio.sleep(2)
        each = (memory_kb(pid) - before) / sockets
        idle = cpu_s(pid)
        await asyncio.sleep(hold)
        idle = (cpu_s(pid) - idle) / hold
        sys.stdout.write(
            f"| {sockets} | {crowd.alive - 50} | {each:.1f} | {opening:.0f} "
            f"| {spent / sockets * 1000:.1f} | {idle:.1%} |\n"
        )
        sys.stdout.flush()
        for transport in [*first, *transports]:
            transport.abort()
        await asyncio.sleep(1)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--sockets", type=int, nargs="+", default=[1000])
    words.add_argument("--hold", type=int, default=20, help="seconds")
    wish = words.parse_args()
    prepare("jc_bench_feed")
    from tests.support.feed import person_of, session_of

    session = session_of(person_of("150000"))
    sys.stdout.write(f"{load()}\n| opened | alive after holding | kB each | seconds to open ")
    sys.stdout.write("| ms of CPU to open | core while idle |\n|---|---|---|---|---|---|\n")
    for sockets in wish.sockets:
        asyncio.run(measure(session, sockets, wish.hold))
    sys.stdout.write(f"{load()}\n")


if __name__ == "__main__":
    main()
