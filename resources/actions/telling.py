"""Recording the steps of deployments."""

from datetime import datetime

from command.core import journal
from command.core.models import Person
from resources.events import DeploymentMoved
from resources.models import Deployment
from resources.selectors.reading import deployment_views, incident_of


def tell(
    deployment: Deployment,
    *,
    actor: Person | None,
    occurred_at: datetime | None,
    reason: str = "",
) -> None:
    """Record in the incident's room that a deployment stands where it now stands."""
    views = deployment_views(deployment.pk)
    card = views[f"deployment.{deployment.pk}"]
    is_stock = deployment.stock_id is not None
    journal.append(
        DeploymentMoved(
            deployment_id=card["id"],
            lender=card["origin"],
            status=card["status"],
            name=card["name"],
            quantity=card["quantity"],
            people=card["people"],
            vehicles=card["vehicles"],
            supply_name=[card["name_zh"], card["name_en"]] if is_stock else [],
            supply_unit=[card["unit_zh"], card["unit_en"]] if is_stock else [],
            reason=reason,
        ),
        room=incident_of(deployment).room_id,
        actor=actor,
        changed=views,
        occurred_at=occurred_at,
    )
