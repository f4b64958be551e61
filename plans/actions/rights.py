"""Who may write plans, and what every door of the library asks first."""

from django.utils.translation import gettext_lazy as _

from command.core import authority
from command.core.errors import BadTransition, NotPermitted
from command.core.policies import DESK, Post
from plans.models import MAKING, Plan, PlanVersion

DRAFTING = DESK | {Post.PLANNER}
State = PlanVersion.State


def require_own(plan: Plan) -> None:
    """Raise ``NotPermitted`` unless the acting authority owns the plan."""
    if authority.current() != plan.origin:
        raise NotPermitted(
            _("Only the authority that entered a plan may change it."), owner=plan.origin
        )


def making(plan: Plan) -> PlanVersion | None:
    """Return the version in the making; the plan is locked."""
    return plan.versions.filter(state__in=MAKING).first()


def in_state(plan: Plan, *states: str) -> PlanVersion:
    """Return the version in the making, which must be in one of ``states``.

    Raises ``BadTransition`` with the state it is in.
    """
    version = making(plan)
    if version is None:
        raise BadTransition(_("No version of this plan is in the making."), state=None)
    require_state(version, *states)
    return version


def require_state(version: PlanVersion, *states: str) -> None:
    """Raise ``BadTransition`` unless the version is in one of ``states``."""
    if version.state in states:
        return
    raise BadTransition(
        _("Version %(number)s is in the state “%(state)s”.")
        % {"number": version.number, "state": State(version.state).label},
        state=str(version.state),
        allowed=ALLOWED[State(version.state)],
    )


# What is possible from each state, for those whom a door refuses.
ALLOWED = {
    State.DRAFT: ["revise", "submit"],
    State.IN_REVIEW: ["approve", "return"],
    State.APPROVED: ["publish", "return"],
    State.PUBLISHED: ["revise", "withdraw"],
    State.SUPERSEDED: [],
    State.WITHDRAWN: ["revise"],
}
