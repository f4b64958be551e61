"""How far the notices of plans have come."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F

from plans.activation.models import NoticeState

Stages = dict[str, int]
COUNTED = ("total", "delivered", "read", "confirmed", "failed")
REACHED = {
    "delivered": ("delivered",),
    "read": ("delivered", "read"),
    "confirmed": ("delivered", "read", "confirmed"),
    "failed": ("failed",),
}


def reached(activations: Iterable[UUID]) -> defaultdict[UUID, Stages]:
    """Count the notices of each plan at work by the stage they reached. One query."""
    found: defaultdict[UUID, Stages] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    rows = (
        NoticeState.objects.filter(notice__activation__in=list(activations))
        .exclude(stage=NoticeState.Stage.WITHDRAWN)
        .values("stage", of=F("notice__activation"))
        .annotate(people=Count("pk"))
    )
    for row in rows:
        counts = found[row["of"]]
        counts["total"] += row["people"]
        for stage in REACHED.get(row["stage"], ()):
            counts[stage] += row["people"]
    return found
