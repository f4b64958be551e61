"""Checking plans that are in the library."""

from plans.compiler.compile import compiled
from plans.compiler.files import Checked
from plans.compiler.gather import gathered
from plans.document import document_of
from plans.models import PlanVersion


def check_stored() -> list[Checked]:
    """Compile what is in force in the library, against what is in force."""
    world = gathered()
    versions = PlanVersion.objects.filter(state=PlanVersion.State.PUBLISHED, exercise=None)
    found = []
    for version in versions.select_related("plan").order_by("plan__city", "plan__title"):
        plan, document = version.plan, document_of(version)
        facts = world.facts(
            document, plan.city_id, kind=plan.kind, event_types=plan.event_types
        )
        found.append(Checked(plan.city_id, plan.title, compiled(document, facts)))
    return found
