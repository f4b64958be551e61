"""Full text over the library against a stock ``icontains``, on the same plans, in one run.

    python -m tests.bench.plan_search --plans 10000 --rounds 5

Makes a database of its own on the server of ``DATABASE_URL``, fills it with plans made from
the shipped ones, and asks for each of the queries. Both ways return the ids and titles of
the first 20 plans and how many there are; “page” is what the library shows besides: cards,
and where in the text. Prints p50, p99 and how many plans each way finds.
"""

import argparse
import math
import os
import random
import sys
from time import perf_counter

QUERIES = (
    "凌汛", "转移群众", "冰结坝", "危险化学品 疏散", "除雪", "矿山救护", "甘其毛都",
    "evacuation", "hazmat", "dike patrol", "应急预案", "hhlx",
)  # fmt: skip
PLACES = ["固阳", "达拉特", "准格尔", "托克托", "武川", "凉城", "杭锦", "九原", "甘其毛都"]
SHOWN = 20
TABLES = ("plans_plan", "plans_planversion", "plans_plantext")


def fill(count, seed):
    """Make ``count`` plans in force out of the shipped ones, each about another place.

    Rows are written in bulk as ``plans.actions.index.index`` makes them; no door is passed.
    """
    from django.db import transaction

    from command.core import authority
    from plans.demo import shipped

    dice = random.Random(seed)  # noqa: S311  plans, not secrets
    told = shipped()
    cities = sorted({one["city"] for one in told})
    with transaction.atomic():
        for city in cities:
            here = [one for one in told if one["city"] == city]
            share = count // len(cities) + (cities.index(city) < count % len(cities))
            with authority.acting_as(city):
                load(here, share, dice)


def load(told, count, dice):
    """Write ``count`` plans of one city, their versions and their words."""
    from django.utils.timezone import now

    from plans.actions.index import row_of
    from plans.document import as_data, read_document
    from plans.models import Plan, PlanText, PlanVersion

    whole = [as_data(read_document(one["document"])) for one in told]
    for begun in range(0, count, 250):
        plans, versions, texts = [], [], []
        for number in range(begun, min(begun + 250, count)):
            one, place = told[number % len(told)], dice.choice([*PLACES, ""])
            steps = [
                {**step, "detail": f"{place}方向第{number}号点位"}
                if dice.random() < 0.2
                else step
                for step in whole[number % len(told)]["steps"]
            ]
            plan = Plan(
                city_id=one["city"], title=f"{place}{one['title']}{number}",
                title_en=one["title_en"], kind=one["kind"], event_types=one["event_types"],
                created_at=now(), origin=one["city"],
            )  # fmt: skip
            version = PlanVersion(
                plan=plan, number=1, state="published", origin=one["city"],
                document={**whole[number % len(told)], "steps": steps},
                drafted_at=now(), published_at=now(),
            )  # fmt: skip
            plans.append(plan)
            versions.append(version)
            texts.append(PlanText(version=version, **row_of(version)))
        Plan.objects.bulk_create(plans)
        PlanVersion.objects.bulk_create(versions)
        PlanText.objects.bulk_create(texts)


def ours(person, query):
    """Return the ids and titles of the first 20 that the search finds, and how many."""
    from plans import words
    from plans.models import Plan
    from plans.selectors.hits import hits_of
    from plans.selectors.narrow import By

    hits = hits_of(person, words.asked(query), By(), limit=SHOWN)
    titles = dict(Plan.objects.filter(pk__in=hits.keys).values_list("pk", "title"))
    return [(key, titles[key]) for key in hits.keys], hits.total


def stock(person, query):
    """Return the ids and titles of the first 20 that hold every word as written."""
    from django.db.models import Q

    from plans.models import PlanText
    from plans.selectors import visible_to

    found = PlanText.objects.filter(version__plan__in=visible_to(person))
    for word in query.split():
        found = found.filter(
            Q(body__icontains=word)
            | Q(version__plan__title__icontains=word)
            | Q(version__plan__title_en__icontains=word)
        )
    rows = found.order_by("version__plan__title")
    return list(
        rows.values_list("version__plan", "version__plan__title")[:SHOWN]
    ), found.count()


def page(person, query):
    """Return the page that the library shows: cards, marked titles and excerpts."""
    from plans import selectors

    found = selectors.search(person, query, limit=SHOWN)
    return found.found, found.total


def measure(run, rounds):
    """Return the seconds that ``run`` took, in order, and how many it found."""
    took, found = [], 0
    for _ in range(rounds):
        begun = perf_counter()
        _rows, found = run()
        took.append(perf_counter() - begun)
    return sorted(took), found


def at(took, share):
    """Return the milliseconds that ``share`` of the times do not exceed."""
    return sorted(took)[max(0, math.ceil(len(took) * share) - 1)] * 1000


def main():
    """Fill, ask, print."""
    given = argparse.ArgumentParser()
    given.add_argument("--plans", type=int, default=10_000)
    given.add_argument("--rounds", type=int, default=5)
    given.add_argument("--seed", type=int, default=2027)
    given.add_argument("--explain", action="store_true", help="print the plans of PostgreSQL")
    asked = given.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command.settings.test")
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_codelists", verbosity=0)
        report(asked)
    finally:
        teardown_databases(old, verbosity=0)


def report(asked):
    """Fill the library, measure all ways, and print."""
    from django.db import connection

    from tests import make

    out = sys.stdout.write
    begun = perf_counter()
    fill(asked.plans, asked.seed)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")
        cursor.execute("SELECT pg_total_relation_size('plans_plantext') / 1024 / 1024")
        size = cursor.fetchone()[0]
    out(f"{asked.plans} plans made and indexed in {perf_counter() - begun:.0f} s, {size} MB\n")
    person = make.person(make.Post.OBSERVER, make.BAOTOU)
    if asked.explain:
        explain(person, out)
    ways = {"ours": ours, "icontains": stock, "page": page}
    took = {name: [] for name in ways}
    for query in QUERIES:
        line = f"{query:16}"
        for name, way in ways.items():
            times, found = measure(lambda q=query, way=way: way(person, q), asked.rounds)
            took[name] += times
            line += f" · {name} {at(times, 0.5):7.1f} ms, {found:5} found"
        out(line + "\n")
    for name, times in took.items():
        out(f"{name:10} p50 {at(times, 0.5):7.1f} ms, p99 {at(times, 0.99):7.1f} ms\n")


def explain(person, out):
    """Print how PostgreSQL goes about the first and the most common of the queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for query in (QUERIES[0], "应急预案"):
        with CaptureQueriesContext(connection) as caught:
            ours(person, query)
        for one in caught.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + one["sql"].replace("%", "%%"))
                out(one["sql"][:160] + "\n" + "\n".join(row[0] for row in cursor) + "\n\n")


if __name__ == "__main__":
    main()
