"""Starting the demo's ice plan at level I: 28 tasks and 312 notices with the last signature.

``python -m tests.bench.activation [--rounds 10] [--starts 50]``, with ``DATABASE_URL`` (a
database ``jc_bench_activation`` is made beside it) and ``REDIS_URL``. Alone, then as many
starts at once on as many incidents; each again with every row written by a stock ``save()``.
"""

import argparse
import contextlib
import multiprocessing
import statistics
import sys
import threading
import time

from tests.bench.feed_servers import load, prepare

PROCESSES = 5


@contextlib.contextmanager
def row_by_row(stock):
    """Let every bulk write be one ``save()`` a row, as a stock program does."""
    from django.db.models import QuerySet

    bulk_create, bulk_update = QuerySet.bulk_create, QuerySet.bulk_update

    def create(rows, objs, *args, **given):
        if given.get("ignore_conflicts"):
            return bulk_create(rows, objs, *args, **given)
        if given.get("update_conflicts"):
            return update(rows, objs, given["update_fields"])
        for each in objs:
            each.save(force_insert=True)
        return objs

    def update(_rows, objs, fields, **_given):
        for each in objs:
            each.save(update_fields=fields)
        return len(objs)

    if stock:
        QuerySet.bulk_create, QuerySet.bulk_update = create, update
    try:
        yield
    finally:
        QuerySet.bulk_create, QuerySet.bulk_update = bulk_create, bulk_update


def world():
    """Enter the demo's people, contacts and ice plan; return the plan and who starts it."""
    from django.db import transaction

    from command.core import authority
    from command.core.actions import load_demo_people
    from command.core.models import Person
    from plans import demo as library
    from plans.actions import draft_plan, publish_plan
    from plans.activation import demo
    from tests.make import ORDOS

    load_demo_people(actor=None)
    demo.load()
    [told] = [p for p in library.shipped() if p["city"] == ORDOS and "凌汛" in p["title"]]
    with transaction.atomic(), authority.acting_as(ORDOS):
        plan = draft_plan(actor=None, **told)
        publish_plan(actor=None, plan_id=plan.pk)
    names = ("commander", "deputy", "dalad-duty")
    return plan, [Person.objects.get(username=f"{ORDOS}.{name}") for name in names]


def asked(plan, people, count):
    """Report so many incidents and ask for the plan on each; return the requests' keys."""
    from plans.activation.actions import ask_start
    from tests import make

    commander, _deputy, officer = people
    keys = []
    for _ in range(count):
        incident = make.incident(by=officer)
        request = ask_start(actor=commander, plan_id=plan.pk, incident_id=incident.pk, level=1)
        keys.append(request.pk)
    return keys


def start(deputy, key):
    """Give the last signature; return how long that took."""
    from plans.activation.actions import sign_activation

    began = time.monotonic()
    sign_activation(actor=deputy, request_id=key, verdict="sign")
    return time.monotonic() - began


def share(deputy, keys, line, results):
    """Start this process's share of the plans, each in a thread of its own."""
    from django.db import connection

    took = []

    def run(key):
        connection.ensure_connection()
        line.wait()
        took.append(start(deputy, key))
        connection.close()

    threads = [threading.Thread(target=run, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(took)


def together(deputy, keys, stock):
    """Return how long each start took when all begin at once."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    results, line = context.Queue(), context.Barrier(len(keys))
    with row_by_row(stock):
        running = [
            context.Process(target=share, args=(deputy, keys[n::PROCESSES], line, results))
            for n in range(PROCESSES)
        ]
        for process in running:
            process.start()
        took = [each for _ in running for each in results.get()]
        for process in running:
            process.join()
    return took


def alone(deputy, keys, stock):
    """Return how long each start took, one after the other."""
    with row_by_row(stock):
        return [start(deputy, key) for key in keys]


def points(took):
    """Return p50 and p99 in milliseconds."""
    return statistics.median(took) * 1000, statistics.quantiles(took, n=100)[98] * 1000


def main():
    """Measure both ways and print."""
    words = argparse.ArgumentParser()
    words.add_argument("--rounds", type=int, default=10)
    words.add_argument("--starts", type=int, default=50)
    wish = words.parse_args()
    prepare("jc_bench_activation")
    from django.db import connection

    # A pool does not survive a fork; here every thread has a connection of its own.
    connection.close_pool()
    connection.settings_dict["OPTIONS"].pop("pool", None)

    from command.tasking.models import Task
    from plans.activation.models import PlanNotice

    plan, people = world()
    deputy = people[1]
    alone(deputy, asked(plan, people, 1), stock=False)  # warms what is read once
    tell(f"{load()}\n| starts | way | p50 ms | p99 ms | stock / ours (p50) |")
    tell("|---|---|---|---|---|")
    made = 1
    for name, measure, count in (
        ("alone", alone, wish.rounds),
        (f"{wish.starts} at once", together, wish.starts),
    ):
        took = {
            stock: points(measure(deputy, asked(plan, people, count), stock))
            for stock in (False, True)
        }
        made += 2 * count
        for stock, way in ((False, "at once, in bulk"), (True, "stock, row by row")):
            half, most = took[stock]
            ratio = f"{half / took[False][0]:.1f}"
            tell(f"| {name} | {way} | {half:.0f} | {most:.0f} | {ratio} |")
    right = (Task.objects.count(), PlanNotice.objects.count()) == (28 * made, 312 * made)
    tell(f"28 tasks and 312 notices each: {right}\n{load()}")
    raise SystemExit(0 if right else 1)


def tell(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
