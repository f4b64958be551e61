"""The review of a draft: handing in, approving, returning."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core.doors import door
from command.core.errors import Invalid, NotPermitted
from command.core.models import Person
from command.core.policies import COMMANDING, require
from plans.actions.gate import require_compiled
from plans.actions.rights import DRAFTING, State, in_state, require_own
from plans.actions.telling import tell
from plans.events import PlanApproved, PlanReturned, PlanSubmitted
from plans.models import PlanVersion
from plans.selectors.plans import locked

COMMENT_LENGTH = 1000


@door
def submit_plan(*, actor: Person | None, plan_id: UUID) -> PlanVersion:
    """Hand the draft in for review; from then on nobody writes in it.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` when there is no draft, or
    ``Conflict`` with ``findings`` when the compiler has found errors.
    """
    plan = locked(plan_id)
    require(actor, DRAFTING, to=_("submit a plan"), region=plan.city_id)
    require_own(plan)
    version = in_state(plan, State.DRAFT)
    require_compiled(version, plan)
    version.state, version.submitted_by, version.submitted_at = State.IN_REVIEW, actor, now()
    version.save(update_fields=["state", "submitted_by", "submitted_at"])
    tell(PlanSubmitted, plan, version, actor)
    return version


@door
def approve_plan(*, actor: Person | None, plan_id: UUID) -> PlanVersion:
    """Approve the version in review, as somebody who has not written in it.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, or ``Conflict`` when the
    city has changed so that it would not compile any more.
    """
    plan = locked(plan_id)
    require(actor, COMMANDING, to=_("approve a plan"), region=plan.city_id)
    require_own(plan)
    version = in_state(plan, State.IN_REVIEW)
    if actor is not None and actor.pk in {*version.authors, version.submitted_by_id}:
        raise NotPermitted(
            gettext_lazy("Whoever wrote or submitted a plan does not approve it.")
        )
    require_compiled(version, plan)
    version.state, version.approved_by, version.approved_at = State.APPROVED, actor, now()
    version.save(update_fields=["state", "approved_by", "approved_at"])
    tell(PlanApproved, plan, version, actor)
    return version


@door
def return_plan(*, actor: Person | None, plan_id: UUID, comment: str) -> PlanVersion:
    """Give a version in review or approved back to its authors as a draft, and say why.

    Who submitted it may take it back themselves while it is in review.
    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    plan = locked(plan_id)
    require_own(plan)
    version = in_state(plan, State.IN_REVIEW, State.APPROVED)
    own = actor is not None and version.submitted_by_id == actor.pk
    if not (own and version.state == State.IN_REVIEW):
        require(actor, COMMANDING, to=_("return a plan"), region=plan.city_id)
    said = required_text(comment, "comment")
    version.state, version.returned_by, version.returned_at = State.DRAFT, actor, now()
    version.comment = said
    version.approved_by = version.approved_at = None
    version.save(
        update_fields=[
            "state", "returned_by", "returned_at", "comment", "approved_by", "approved_at",
        ]
    )  # fmt: skip
    tell(PlanReturned, plan, version, actor, comment=said)
    return version


def required_text(given: str, field: str) -> str:
    """Return the text without white space around it. Raises ``Invalid``."""
    said = given.strip()
    if not said or len(said) > COMMENT_LENGTH or "\x00" in said:
        raise Invalid(gettext_lazy("Say why, in at most 1000 characters."), field=field)
    return said
