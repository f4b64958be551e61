"""Silence about a promise that does not hold climbs: liaisons, then commanders."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.models import Person
from command.core.policies import COMMANDING, Post, require
from command.core.times import clock
from incidents.warnings.selectors import on_duty
from plans.interlock import events
from plans.interlock.actions.calling import UNANSWERED, UNTAKEN, call
from plans.interlock.actions.telling import tell
from plans.interlock.lifecycle import Status
from plans.interlock.models import Shortfall
from plans.interlock.numbers import Numbers, numbers_of
from plans.interlock.selectors.shortfalls import locked

# Who is called by which rung.
RUNGS = (frozenset({Post.LIAISON}), COMMANDING)


def first_rung(row: Shortfall, at: datetime) -> datetime:
    """Return when silence first climbs; at once where nobody is there to take it on."""
    return at + _after(0, numbers_of(row.origin)) if row.owner else at


@door
def climb_shortfall(*, actor: Person | None, shortfall_id: UUID) -> bool:
    """Call the next who may take it on, for nobody has; return whether that was due.

    The clock of the database says so: of many workers one climbs each rung.
    """
    require(actor, (), to=_("escalate a shortfall"))
    row, at = locked(shortfall_id, actor=None), clock()
    if row.chase_at is None or row.chase_at > at or row.rung >= len(RUNGS):
        return False
    posts = RUNGS[row.rung]
    numbers, last = numbers_of(row.origin), row.rung + 1 == len(RUNGS)
    waited = _after(row.rung, numbers)
    people = on_duty(row.origin, posts)
    row.rung += 1
    # A rung on which nobody is on duty is climbed on from at once.
    further = _after(row.rung, numbers) - waited if people and not last else timedelta(0)
    row.chase_at = None if last else row.chase_at + further
    with authority.acting_as(row.origin):
        row.save(update_fields=["rung", "chase_at"])
        tell(
            events.PromiseUntaken,
            row,
            actor=None,
            at=max(now(), row.opened_at),
            posts=posts,
            minutes=int((at - row.opened_at).total_seconds() // 60),
        )
        call(row, people, UNTAKEN)
    return True


@door
def escalate_shortfall(
    *, actor: Person | None, shortfall_id: UUID, occurred_at: datetime | None = None
) -> bool:
    """Tell the commanders that nobody has answered in time, once."""
    require(actor, (), to=_("escalate a shortfall"))
    row = locked(shortfall_id, actor=None)
    at = occurred_at or clock()
    if row.status != Status.OPEN or row.escalated_at is not None or row.due_at > at:
        return False
    with authority.acting_as(row.origin):
        row.escalated_at = at
        row.save(update_fields=["escalated_at"])
        tell(events.PromiseUnanswered, row, actor=None, at=at, posts=COMMANDING)
        owner = [row.owner] if row.owner else []
        call(row, [*owner, *on_duty(row.origin, COMMANDING)], UNANSWERED)
    return True


def _after(rung: int, numbers: Numbers) -> timedelta:
    """Return how long after it was opened a rung is climbed."""
    return timedelta(minutes=(numbers.liaison_minutes, numbers.commander_minutes)[rung])
