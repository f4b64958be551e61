"""Bringing a plan into force, and taking it out of force."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core.doors import door
from command.core.errors import BadTransition
from command.core.models import Person
from command.core.policies import COMMANDING, require
from command.core.times import clock
from plans.actions.index import unindex
from plans.actions.review import required_text
from plans.actions.rights import State, making, require_own, require_state
from plans.actions.telling import tell
from plans.document import document_of, in_order
from plans.events import PlanPublished, PlanWithdrawn
from plans.models import MAKING, PlanRule, PlanVersion
from plans.selectors.plans import locked

REVIEW = "REVIEW-MONTHS"


@door
def publish_plan(*, actor: Person | None, plan_id: UUID) -> PlanVersion:
    """Bring the approved version into force for all four cities to read and activate.

    The version before it is superseded; what it has activated goes on with it. The system
    itself may publish a draft. Raises ``NotThere``, ``NotPermitted``, ``BadTransition``
    when nothing is approved, or ``Invalid`` when its steps can never all be done.
    """
    plan = locked(plan_id)
    require(actor, COMMANDING, to=_("publish a plan"), region=plan.city_id)
    require_own(plan)
    version = making(plan)
    if version is None:
        raise BadTransition(gettext_lazy("There is no draft to publish."), allowed=["revise"])
    require_state(version, *(MAKING if actor is None else [State.APPROVED]))
    in_order(document_of(version).steps)

    at = clock()
    for before in plan.versions.filter(state=State.PUBLISHED):
        _end(before, State.SUPERSEDED, None)
    version.state, version.published_by, version.published_at = State.PUBLISHED, actor, at
    version.review_due = _review_due(plan.origin, at)
    version.save(update_fields=["state", "published_by", "published_at", "review_due"])
    tell(PlanPublished, plan, version, actor)
    return version


@door
def withdraw_plan(*, actor: Person | None, plan_id: UUID, reason: str) -> PlanVersion:
    """Take the version in force out of force; what it has activated goes on with it.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    plan = locked(plan_id)
    require(actor, COMMANDING, to=_("withdraw a plan"), region=plan.city_id)
    require_own(plan)
    version = plan.versions.filter(state=State.PUBLISHED).first()
    if version is None:
        raise BadTransition(gettext_lazy("The plan is not in force."), allowed=["publish"])
    said = required_text(reason, "reason")
    version.comment = said
    _end(version, State.WITHDRAWN, actor)
    tell(PlanWithdrawn, plan, version, actor, reason=said)
    return version


def _end(version: PlanVersion, state: str, actor: Person | None) -> None:
    version.state, version.ended_by, version.ended_at = state, actor, clock()
    version.save(update_fields=["state", "ended_by", "ended_at", "comment"])
    unindex(version)


def _review_due(authority: str, at: datetime) -> date | None:
    """Return the last day for the next revision, by the rule in force; none without one."""
    rule = next((row for row in PlanRule.in_force.of(authority) if row.code == REVIEW), None)
    if rule is None:
        return None
    today = localdate(at)
    years, month = divmod(today.month - 1 + rule.amount, 12)
    # The 28th is in every month: nobody misses a day that does not exist.
    return date(min(today.year + years, 9999), month + 1, min(today.day, 28))
