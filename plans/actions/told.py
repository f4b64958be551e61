"""Telling the command that steps of a plan fall to nobody."""

from datetime import datetime

from command.core import journal
from command.core.models import Person
from plans.events import StepsUnassigned
from plans.models import Activation
from plans.selectors.activations import changed


def tell_unassigned(
    activation: Activation,
    numbers: list[str],
    *,
    actor: Person | None,
    occurred_at: datetime | None = None,
) -> None:
    """Record in the incident's room which tasks wait for a hand to assign them; for doors."""
    if not numbers:
        return
    plan = activation.version.plan
    journal.append(
        StepsUnassigned(
            plan_id=str(plan.pk),
            title=plan.title,
            title_en=plan.title_en,
            city=plan.city_id,
            version=activation.version.number,
            activation_id=str(activation.pk),
            incident_id=str(activation.incident_id),
            steps=numbers,
        ),
        room=activation.incident.room_id,
        actor=actor,
        changed=changed(activation),
        occurred_at=occurred_at or activation.at,
    )
