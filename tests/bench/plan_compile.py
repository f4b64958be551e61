"""The compiler of plans against the stock way, on generated plans.

    python -m tests.bench.plan_compile --steps 200 --rounds 7

The stock way is what a weekend would write: a depth-first search over the plain JSON, and for
each step the ORM asked who fills its role, what there is of what it needs and which capability
that is. It checks far less (no ways, no promises, no law, no conditions). Needs a database with
the code lists and the demo; writes nothing. Prints milliseconds (least and median) and queries
of both, the pure passes alone, and the ratios.
"""

import argparse
import os
import random
from statistics import median
from time import perf_counter


def plan(steps, seed=5):
    """Return a plan of Ordos with as many steps, each waiting for up to three before it."""
    dice = random.Random(seed)  # noqa: S311  cases, not secrets
    owners = ("flood_control", "fire", "police", "health", "power", "comms", "transport")
    roles = [
        {"key": f"R{n}", "name": kind, "owner_kind": "organisation", "owner": kind}
        for n, kind in enumerate(owners)
    ]
    things = ("2990102", "2990601", "3990101", "1990201", "MED", "FLOOD", "FIRE")
    made = []
    for n in range(steps):
        before = [f"S-{m:03d}" for m in range(max(0, n - 9), n)]
        made.append(
            {
                "key": f"S-{n:03d}",
                "title": f"步骤{n}",
                "title_en": f"Step {n}",
                "role": f"R{n % len(owners)}",
                "region": dice.choice(("150621", "150622", "150602", "150627")),
                "due_minutes": dice.choice((60, 240, 480)),
                "after": dice.sample(before, min(len(before), dice.randint(0, 3))),
                "checklist": ["甲", "乙"],
                "needs": [
                    {"what": what, "quantity": 1}
                    for what in dice.sample(things, dice.randint(0, 3))
                ],
            }
        )
    return {"roles": roles, "steps": made}


def stock_way(data, city):
    """Return what a first version would find: cycles, roles and needs, row by row."""
    from django.db.models import Sum

    from command.core.models import Organisation
    from resources.models import Stock, Supply, Team

    found, seen, open_ = [], set(), set()
    by_key = {step["key"]: step for step in data["steps"]}

    def visit(key):
        if key in open_:
            found.append(("circle", key))
        elif key not in seen:
            seen.add(key)
            open_.add(key)
            for before in by_key[key]["after"]:
                visit(before)
            open_.discard(key)

    for step in data["steps"]:
        visit(step["key"])
        role = next(r for r in data["roles"] if r["key"] == step["role"])
        if not Organisation.objects.filter(kind=role["owner"], region=city).exists():
            found.append(("role", step["key"]))
        for need in step["needs"]:
            if Supply.objects.filter(code=need["what"]).exists():
                mine = Stock.objects.filter(supply=need["what"], origin=city)
                have = mine.aggregate(n=Sum("on_hand"))["n"] or 0
            else:
                have = Team.objects.filter(kind=need["what"], origin=city).count()
            if have < need["quantity"]:
                found.append(("need", step["key"]))
    return found


def timed(run, rounds):
    """Return the milliseconds of each round, and the queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    run()
    with CaptureQueriesContext(connection) as asked:
        run()
    took = []
    for _ in range(rounds):
        begin = perf_counter()
        run()
        took.append((perf_counter() - begin) * 1000)
    return took, len(asked)


def main():
    """Measure, and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--steps", type=int, default=200)
    asked.add_argument("--rounds", type=int, default=7)
    given = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command.settings.dev")
    import django

    django.setup()
    from plans.compiler import compile_plan, compiled
    from plans.compiler.gather import gather
    from plans.document import read_document

    city, data = "150600", plan(given.steps)
    document = read_document(data)
    facts = gather(document, city)
    runs = {
        "compile": lambda: compile_plan(read_document(data), city=city),
        "passes alone": lambda: compiled(document, facts),
        "stock": lambda: stock_way(data, city),
    }
    least = {}
    print(f"{given.steps} steps, load {os.getloadavg()[0]:.1f}")  # noqa: T201
    for name, run in runs.items():
        took, queries = timed(run, given.rounds)
        least[name] = min(took)
        print(  # noqa: T201
            f"{name:13} least {min(took):8.1f} ms  median {median(took):8.1f} ms"
            f"  {queries:5d} queries"
        )
    print(f"stock / compile {least['stock'] / least['compile']:.1f}")  # noqa: T201
    print(f"findings {len(compile_plan(document, city=city).findings)}")  # noqa: T201


if __name__ == "__main__":
    main()
