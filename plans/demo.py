"""The plans of the demo: one in force for each city, made through the doors.

Owners for which the demo has no organisation are left in on purpose: activating
shows what a gap looks like.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from command.core import authority
from plans.actions import draft_plan, publish_plan
from plans.models import Plan

DATA = Path(__file__).resolve().parent / "data"


def load() -> int:
    """Enter and publish the plans that are missing; return how many those were."""
    steps = list(_rows("demo_steps.csv"))
    made = 0
    for row in _rows("demo_plans.csv"):
        if Plan.objects.filter(city=row["city"], title=row["title"]).exists():
            continue
        own = [_step(step) for step in steps if step["plan"] == row["plan"]]
        with transaction.atomic(), authority.acting_as(row["city"]):
            plan = draft_plan(
                actor=None,
                city=row["city"],
                title=row["title"],
                title_en=row["title_en"],
                kind=row["kind"],
                event_types=row["event_types"].split(),
                steps=own,
            )
            publish_plan(actor=None, plan_id=plan.pk)
        made += 1
    return made


def _step(row: dict[str, str]) -> dict[str, Any]:
    texts = ("key", "kind", "owner_kind", "owner", "region", "title", "title_en")
    return {
        **{name: row[name] for name in texts},
        "offset_minutes": int(row["offset_minutes"]),
        "due_minutes": int(row["due_minutes"]),
        "after": row["after"].split(),
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
