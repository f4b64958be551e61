"""The version of a plan that is set to work."""

from django.utils.translation import gettext_lazy as _

from command.core.errors import BadTransition
from plans.models import Plan, PlanVersion


def in_force(plan: Plan) -> PlanVersion:
    """Return the version in force. Raises ``BadTransition`` when there is none."""
    version = plan.versions.filter(state=PlanVersion.State.PUBLISHED).first()
    if version is None:
        raise BadTransition(_("The plan is not in force."), allowed=["publish"])
    return version
