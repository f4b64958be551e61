"""What is due by the clock."""

from uuid import UUID

from command.core.times import clock
from resources.lifecycle import DeploymentStatus
from resources.models import Deployment

MOST = 100  # in one run; the next beat goes on


def reservations_due() -> list[UUID]:
    """Return the reservations whose time is over, oldest first."""
    rows = Deployment.objects.filter(
        state__status=DeploymentStatus.RESERVED, period__endswith__lte=clock()
    )
    return list(rows.order_by("period").values_list("pk", flat=True)[:MOST])
