"""Full text over the library against a stock ``icontains``, on the same plans, in one run.

    python -m tests.bench.plan_search --plans 10000 --rounds 5

Makes a database of its own on the server of ``DATABASE_URL``, fills it with plans made from
the shipped ones, and asks for each of the queries. Prints p50 and the slowest for both, the
ratio, and how many of the plans that hold a word are found by either.
"""

import argparse
import os
import random
import sys
from statistics import median
from time import perf_counter

QUERIES = (
    "凌汛", "转移群众", "冰结坝", "危险化学品 疏散", "除雪", "矿山救护", "甘其毛都",
    "evacuation", "hazmat", "dike patrol", "应急预案", "hhlx",
)  # fmt: skip
PLACES = ["固阳", "达拉特", "准格尔", "托克托", "武川", "凉城", "杭锦", "九原", "甘其毛都"]


def fill(count, seed):
    """Make ``count`` plans in force out of the shipped ones, each about another place."""
    from django.db import transaction
    from django.utils.timezone import now

    from command.core import authority
    from plans.actions.index import index
    from plans.demo import shipped
    from plans.document import as_data, read_document
    from plans.models import Plan, PlanVersion

    dice = random.Random(seed)  # noqa: S311  plans, not secrets
    told = shipped()
    for number in range(count):
        one = told[number % len(told)]
        place = PLACES[dice.randrange(len(PLACES))] if dice.random() < 0.9 else ""
        document = as_data(read_document(one["document"]))
        for step in document["steps"]:
            if dice.random() < 0.2:
                step["detail"] = f"{place}方向第{number}号点位"
        with transaction.atomic(), authority.acting_as(one["city"]):
            plan = Plan(
                city_id=one["city"], title=f"{place}{one['title']}{number}",
                title_en=one["title_en"], kind=one["kind"], event_types=one["event_types"],
                created_at=now(),
            )  # fmt: skip
            plan.save(force_insert=True)
            version = PlanVersion(
                plan=plan, number=1, state="published", document=document,
                drafted_at=now(), published_at=now(),
            )  # fmt: skip
            version.save(force_insert=True)
            index(version)


def stock(person, query):
    """Return what a stock search finds: every word somewhere, as written."""
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
    rows = found.order_by("version__plan__title").values_list("version__plan", flat=True)
    return list(rows[:50]), found.count()


def measure(run, rounds):
    """Return the seconds that ``run`` took, and what it returned last."""
    took, result = [], None
    for _ in range(rounds):
        begun = perf_counter()
        result = run()
        took.append(perf_counter() - begun)
    return took, result


def main():
    """Fill, ask, print."""
    given = argparse.ArgumentParser()
    given.add_argument("--plans", type=int, default=10_000)
    given.add_argument("--rounds", type=int, default=5)
    given.add_argument("--seed", type=int, default=2027)
    asked = given.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command.settings.test")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_codelists", verbosity=0)
        report(asked, connection)
    finally:
        teardown_databases(old, verbosity=0)


def report(asked, connection):
    """Fill the library, measure both ways, and print."""
    from plans import selectors
    from tests import make

    out = sys.stdout.write
    begun = perf_counter()
    fill(asked.plans, asked.seed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT pg_total_relation_size('plans_plantext') / 1024 / 1024")
        size = cursor.fetchone()[0]
    out(f"{asked.plans} plans made and indexed in {perf_counter() - begun:.0f} s, {size} MB\n")
    person = make.person(make.Post.OBSERVER, make.BAOTOU)
    ours, theirs = [], []
    for query in QUERIES:
        here, found = measure(lambda q=query: selectors.search(person, q), asked.rounds)
        there, (_rows, count) = measure(lambda q=query: stock(person, q), asked.rounds)
        ours += here
        theirs += there
        times = median(there) / median(here)
        out(
            f"{query:16} {median(here) * 1000:8.1f} ms, {found.total:6} found · icontains "
            f"{median(there) * 1000:8.1f} ms, {count:6} found · ratio {times:.1f}\n"
        )
    out(
        f"p50 {median(ours) * 1000:.1f} ms against {median(theirs) * 1000:.1f} ms, slowest "
        f"{max(ours) * 1000:.0f} ms against {max(theirs) * 1000:.0f} ms\n"
    )


if __name__ == "__main__":
    main()
