"""Entries a second into one room and into eight, by eight writing processes.

``python -m tests.bench.journal [--seconds 5] [--writers 8]``, with ``DATABASE_URL`` (a
database ``jc_bench_journal`` is made beside it) and ``REDIS_URL``. Bells are rung.
"""

import argparse
import multiprocessing
import os
import sys
import time

from tests.bench.feed_servers import load, prepare


def write(room, seconds, start, results):
    """Append to a room as fast as it goes; report the count and the CPU."""
    import django

    django.setup()
    from django.db import transaction

    from command.core import authority, journal
    from tests.support.feed import Noted

    changed = {room: {"title": "ice jam", "text": "x" * 200}}
    start.wait()
    count, began, cpu = 0, time.monotonic(), time.process_time()
    while time.monotonic() - began < seconds:
        with transaction.atomic(), authority.acting_as("150200"):
            journal.append(Noted(text="x"), room=room, actor=None, changed=changed)
        count += 1
    results.put((count, time.process_time() - cpu))


def measure(rooms, writers, seconds):
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(writers), context.Queue()
    running = [
        context.Process(target=write, args=(rooms[n % len(rooms)], seconds, start, results))
        for n in range(writers)
    ]
    for process in running:
        process.start()
    found = [results.get() for _ in running]
    for process in running:
        process.join()
    count, cpu = (sum(values) for values in zip(*found, strict=True))
    return count / seconds, cpu / count * 1000


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--seconds", type=float, default=5)
    words.add_argument("--writers", type=int, default=8)
    wish = words.parse_args()
    prepare("jc_bench_journal")
    from command.core import journal
    from tests.support.feed import room_in

    rooms = [room_in() for _ in range(9)]
    sys.stdout.write(f"{load()}, {os.cpu_count()} cores\n")
    sys.stdout.write(
        "| rooms | writers | entries/s | ms of CPU each (Python) |\n|---|---|---|---|\n"
    )
    for chosen, writers in [
        (rooms[:1], 1),
        (rooms[:1], wish.writers),
        (rooms[1:], wish.writers),
    ]:
        rate, cpu = measure(chosen, writers, wish.seconds)
        sys.stdout.write(f"| {len(chosen)} | {writers} | {rate:.0f} | {cpu:.2f} |\n")
        sys.stdout.flush()
    whole = all(journal.first_break(room) is None for room in rooms)
    sys.stdout.write(f"chains whole: {whole}\n{load()}\n")


if __name__ == "__main__":
    main()
