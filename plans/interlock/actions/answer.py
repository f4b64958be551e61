"""Answering for a promise that does not hold."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import BadTransition, Invalid, NotPermitted
from command.core.models import Person
from command.core.policies import require
from plans.interlock.actions.telling import tell
from plans.interlock.events import PromiseAnswered
from plans.interlock.lifecycle import Answer, Status
from plans.interlock.models import Shortfall
from plans.interlock.rights import MAY_ACCEPT, MAY_ANSWER, TOLD
from plans.interlock.selectors.shortfalls import locked

LONGEST = 300


@door
def answer_shortfall(
    *,
    actor: Person | None,
    shortfall_id: UUID,
    answer: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Shortfall:
    """Say what was done about it, or that the risk is borne, and why; both cities hear it.

    The next look checks what was said: what is not mended opens again.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid`` or ``BadTransition``.
    """
    row = locked(shortfall_id, actor=actor)
    posts = MAY_ACCEPT if answer == Answer.ACCEPTED else MAY_ANSWER
    require(actor, posts, to=_("answer for a promise"), region=row.origin)
    if actor is not None and actor.origin != row.origin:
        raise NotPermitted(_("The city that promised answers for it."), owner=row.origin)
    if answer not in Answer.values:
        raise Invalid(_("There is no such answer."), field="answer")
    if not 1 <= len(reason.strip()) <= LONGEST or "\x00" in reason:
        raise Invalid(_("Say in up to 300 characters what was done, or why."), field="reason")
    if row.status != Status.OPEN:
        raise BadTransition(_("It is answered or over."), status=row.status)
    at = occurred_at or now()
    row.status, row.answer, row.reason = Status.ANSWERED, answer, reason.strip()
    row.chase_at = None
    row.answered_by, row.answered_at, row.answered_found = actor, at, row.found
    row.save(
        update_fields=[
            "status", "answer", "reason", "answered_by", "answered_at", "answered_found",
            "chase_at",
        ]
    )  # fmt: skip
    tell(
        PromiseAnswered,
        row,
        actor=actor,
        at=at,
        posts=TOLD,
        answer=row.answer,
        reason=row.reason,
    )
    return row
