"""The plans of the demo, in force in their cities, made through the doors.

Each is a file of ``data/library``, as the editor would export it.
"""

from pathlib import Path
from typing import Any

from django.db import transaction

from command.core import authority
from plans.actions import draft_plan, publish_plan
from plans.document import plain_yaml
from plans.models import Plan

LIBRARY = Path(__file__).resolve().parent / "data" / "library"


def load() -> int:
    """Enter and publish the plans that are missing; return how many those were."""
    made = 0
    for plan in shipped():
        if Plan.objects.filter(city=plan["city"], title=plan["title"]).exists():
            continue
        with transaction.atomic(), authority.acting_as(plan["city"]):
            drafted = draft_plan(actor=None, **plan)
            publish_plan(actor=None, plan_id=drafted.pk)
        made += 1
    return made


def shipped() -> list[dict[str, Any]]:
    """Return the plans of ``data/library`` as their door takes them, by file name."""
    found = []
    for path in sorted(LIBRARY.glob("*.yaml")):
        told = plain_yaml.load(path.read_text(encoding="utf-8"))
        found.append({name: value for name, value in told.items() if name != "format"})
    return found
