"""Bringing a plan into force."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition
from command.core.models import Person
from command.core.policies import COMMANDING, require
from command.core.rooms import register_room
from plans.actions.draft import require_own
from plans.document import document_of, in_order
from plans.events import PlanPublished
from plans.models import PlanVersion
from plans.selectors.plans import changed, locked

State = PlanVersion.State


@door
def publish_plan(*, actor: Person | None, plan_id: UUID) -> PlanVersion:
    """Bring the draft of a plan into force for all four cities to read and activate.

    The version before it is superseded; what it has activated goes on with it.
    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` when there is no draft,
    or ``Invalid`` when its steps can never all be done.
    """
    plan = locked(plan_id)
    require(actor, COMMANDING, to=_("publish a plan"), region=plan.city_id)
    require_own(plan)
    draft = plan.versions.filter(state=State.DRAFT).first()
    if draft is None:
        raise BadTransition(gettext_lazy("There is no draft to publish."), allowed=["revise"])
    in_order(document_of(draft).steps)

    for before in plan.versions.filter(state=State.PUBLISHED):
        before.state = State.SUPERSEDED
        before.save(update_fields=["state"])
    draft.state, draft.published_by, draft.published_at = State.PUBLISHED, actor, now()
    draft.save(update_fields=["state", "published_by", "published_at"])

    room = register_room(plan.city_id, plan.exercise_id)
    journal.hold(room)
    journal.append(
        PlanPublished(
            plan_id=str(plan.pk),
            title=plan.title,
            title_en=plan.title_en,
            city=plan.city_id,
            version=draft.number,
        ),
        room=room,
        actor=actor,
        changed=changed(plan),
    )
    return draft
