"""What is kept for later, counted."""

from uuid import UUID

from django.db.models import F, Sum

from command.core import regions
from resources.lifecycle import DeploymentStatus
from resources.models import DeploymentState


def reserved_counts(exercise_id: UUID | None) -> dict[tuple[str, str], int]:
    """Return how much of each thing each city keeps for later: ``(what, city)``. One query."""
    rows = (
        DeploymentState.objects.filter(
            status=DeploymentStatus.RESERVED, deployment__exercise=exercise_id
        )
        .order_by()
        .values_list(
            "deployment__team__kind",
            "deployment__asset__supply_id",
            "deployment__stock__supply_id",
            "deployment__origin",
        )
        .annotate(n=Sum(F("quantity")))
    )
    found: dict[tuple[str, str], int] = {}
    for kind, asset, stock, origin, number in rows:
        key = (kind or asset or stock or "", regions.city_of(origin))
        found[key] = found.get(key, 0) + (number or 0)
    return found
