"""Fifty connections race for ten pumps, for windows that overlap, and for stock.

``python -m tests.bench.races [--attempts 4000] [--connections 50]``, with ``DATABASE_URL`` (a
database ``jc_bench_races`` is made beside it). Then the same without the lock, without the
exclusion constraint, and without both: only the last may book twice, and must.
"""

import argparse
import multiprocessing
import random
import sys
import threading
import time
from collections import Counter
from contextlib import nullcontext
from datetime import timedelta

from tests.bench.feed_servers import load, prepare

PUMPS, PROCESSES = 10, 5


def work(connections, attempts, attempt, results):
    """Let this process's share of the connections try, each in a thread of its own."""
    from django.db import connection

    counts, lock = Counter(), threading.Lock()
    line = threading.Barrier(connections)

    def run(number):
        dice = random.Random(number)  # noqa: S311  a die, not a secret
        mine = Counter()
        connection.ensure_connection()
        line.wait()
        for turn in range(attempts):
            mine[attempt(dice, turn)] += 1
        connection.close()
        with lock:
            counts.update(mine)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(counts)


def race(connections, attempts, attempt):
    """Return what became of the attempts, and how long they took."""
    from django.db import connections as django_connections

    django_connections.close_all()
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    share = (connections // PROCESSES, attempts // connections, attempt, results)
    running = [context.Process(target=work, args=share) for _ in range(PROCESSES)]
    began = time.monotonic()
    for process in running:
        process.start()
    counts = sum((results.get() for _ in running), Counter())
    for process in running:
        process.join()
    return counts, time.monotonic() - began


def brought_back(taken):
    """Bring a pump home; where no lock keeps them apart, two may have to begin again."""
    from django.db import OperationalError

    from tests.support.booking import give_back

    while True:
        try:
            return give_back(taken)
        except OperationalError:
            continue


def pumps_now(pumps, incident, **how):
    """Return an attempt: grab any pump, use it for a moment, bring it back."""
    from command.core.errors import Conflict
    from tests.support.booking import grab

    def attempt(dice, _turn):
        try:
            taken = grab(dice.choice(pumps), incident, **how)
        except Conflict:
            return "refused"
        brought_back(taken)
        return "won"

    return attempt


def pumps_by_door(pumps, incident, lender):
    """Return an attempt through the doors themselves, with journal and all."""
    from command.core.errors import Refusal
    from resources.actions import advance_deployment, commit_asset

    def attempt(dice, _turn):
        given = {"incident_id": incident.pk, "asset_id": dice.choice(pumps)}
        try:
            out = commit_asset(actor=lender, **given)
        except Refusal:
            return "refused"
        advance_deployment(actor=lender, deployment_id=out.pk, to="cancelled")
        return "won"

    return attempt


def windows(pumps, incident, begin, **how):
    """Return an attempt: keep any pump for some time around the hour of the turn."""
    from command.core.errors import Conflict
    from tests.support.booking import grab

    def attempt(dice, turn):
        starts = begin + timedelta(hours=2 * turn, minutes=dice.randrange(90))
        window = (starts, starts + timedelta(minutes=dice.randrange(30, 90)))
        try:
            grab(dice.choice(pumps), incident, window=window, **how)
        except Conflict:
            return "refused"
        return "won"

    return attempt


def shelves(stock, **how):
    """Return an attempt: take three from the shelf."""
    from command.core.errors import Conflict
    from tests.support.booking import help_oneself

    def attempt(_dice, _turn):
        try:
            help_oneself(stock.pk, 3, **how)
        except Conflict:
            return "refused"
        return "won"

    return attempt


def say(name, counts, seconds, double):
    won, attempts = counts["won"], counts.total()
    tell(
        f"{name:<44} {attempts:>6} {won:>6} {attempts / seconds:>8.0f} {won / seconds:>6.0f}"
        f" {double:>7}  {load()}"
    )


def tell(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--attempts", type=int, default=4000)
    words.add_argument("--connections", type=int, default=50)
    wish = words.parse_args()
    prepare("jc_bench_races")
    from django.db import connection
    from django.utils.timezone import now

    # A pool does not survive a fork; here every thread has a connection of its own.
    connection.close_pool()
    connection.settings_dict["OPTIONS"].pop("pool", None)

    from tests import make
    from tests.resources.story import officer
    from tests.support.booking import doubles, forget, refill, without_the_constraint

    incident = make.incident()
    make.request(incident, what="WATER", quantity=1, asked=[make.BAOTOU])
    lender = officer(make.BAOTOU)
    pumps = [make.asset().pk for _ in range(PUMPS)]
    tell(f"{'':<44} {'tries':>6} {'won':>6} {'tries/s':>8} {'won/s':>6} {'double':>7}")

    def trial(name, attempt, attempts=wish.attempts):
        counts, seconds = race(wish.connections, attempts, attempt)
        found = doubles()
        say(name, counts, seconds, found)
        forget()
        return found

    kept = 0
    kept += trial(
        "the doors", pumps_by_door(pumps, incident, lender), max(wish.attempts // 8, 100)
    )
    begin = now() + timedelta(days=1)
    for name, locks, constraint in (
        ("lock and constraint", True, True),
        ("constraint alone", False, True),
        ("lock alone", True, False),
        ("neither", False, False),
    ):
        with nullcontext() if constraint else without_the_constraint():
            how = {"locks": locks}
            found = trial(f"pumps now: {name}", pumps_now(pumps, incident, **how))
            found += trial(f"windows: {name}", windows(pumps, incident, begin, **how))
        if locks or constraint:
            kept += found
        else:
            lost = found
    for name, guards in (("guarded update", True), ("read, then write", False)):
        on_hand = 3 * wish.attempts // 4
        shelf = make.stock(on_hand=on_hand)
        counts, seconds = race(wish.connections, wish.attempts, shelves(shelf, guards=guards))
        over = max(3 * counts["won"] - on_hand, 0)
        say(f"stock: {name}", counts, seconds, over)
        refill(shelf.pk)
        kept, lost = (kept + over, lost) if guards else (kept, lost + over)
    tell(f"booked twice with a guard: {kept}; without any: {lost}")
    raise SystemExit(0 if kept == 0 and lost > 0 else 1)


if __name__ == "__main__":
    main()
