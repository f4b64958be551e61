"""Opening and closing shortfalls: what a look at all promises finds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.models import Person
from command.core.policies import require
from command.core.times import clock
from incidents.warnings.selectors import on_duty
from plans.interlock import events
from plans.interlock.actions.calling import UNTAKEN, call
from plans.interlock.actions.climb import first_rung
from plans.interlock.actions.telling import tell
from plans.interlock.lifecycle import Answer, Matter, Status
from plans.interlock.models import Shortfall
from plans.interlock.numbers import numbers_of
from plans.interlock.promises import Promise
from plans.interlock.rights import OWNERS, TOLD
from plans.interlock.selectors.shortfalls import locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """What a look has found: this promise does not hold, and whom it concerns."""

    matter: str
    promise: Promise
    found: int
    concerns: tuple[str, ...]

    @property
    def owner(self) -> str:
        """The city that has to answer."""
        return self.promise.giver or self.promise.taker


@door
def open_shortfall(
    *, actor: Person | None, broken: Broken, occurred_at: datetime | None = None
) -> Shortfall | None:
    """Open a shortfall, or open it again; ``None`` when it is told and no worse.

    The system finds them, in the name of the city that has to answer.
    """
    require(actor, (), to=_("open a shortfall"))
    at = occurred_at or clock()
    with authority.acting_as(broken.owner), authority.in_exercise(None):
        row = _row_of(broken)
        if row is not None and not _opens_again(row, broken):
            return None
        if row is None:
            row = Shortfall(matter=broken.matter, plan_id=UUID(broken.promise.plan),
                            part=broken.promise.key)  # fmt: skip
        else:
            row.times += 1
        _set(row, broken, at)
        try:
            with transaction.atomic():
                row.save(force_insert=row._state.adding)
        except IntegrityError as error:
            if "interlock_shortfall_once" not in str(error):
                raise
            return None  # Another worker looked at the same moment.
        is_ask = broken.matter == Matter.UNPROMISED
        tell(
            events.PromiseMissing if is_ask else events.PromiseBroken,
            row,
            actor=actor,
            at=at,
            posts=TOLD,
        )
        call(row, [row.owner] if row.owner else [], UNTAKEN)
    return row


@door
def close_shortfall(
    *, actor: Person | None, shortfall_id: UUID, occurred_at: datetime | None = None
) -> bool:
    """End a shortfall: the promise holds, or nobody makes or needs it any longer."""
    require(actor, (), to=_("close a shortfall"))
    row = locked(shortfall_id, actor=None)
    if row.status == Status.CLOSED:
        return False
    at = occurred_at or clock()
    with authority.acting_as(row.origin):
        row.status, row.closed_at, row.chase_at = Status.CLOSED, at, None
        row.save(update_fields=["status", "closed_at", "chase_at"])
        tell(events.PromiseHolds, row, actor=None, at=at)
    return True


def _row_of(broken: Broken) -> Shortfall | None:
    rows = Shortfall.objects.select_related("plan", "owner", "answered_by")
    return (
        rows.select_for_update(of=("self",))
        .filter(
            origin=broken.owner,
            matter=broken.matter,
            plan=UUID(broken.promise.plan),
            part=broken.promise.key,
        )
        .first()
    )


def _opens_again(row: Shortfall, broken: Broken) -> bool:
    """Return whether it is over and back, or worse than, or not as, its answer said."""
    if row.status == Status.CLOSED:
        return True
    if row.status == Status.OPEN:
        return False
    if row.answer != Answer.ACCEPTED:
        return True  # It was said to be mended or lowered, and is not.
    gap = broken.promise.quantity - broken.found
    return gap > row.wanted - (row.answered_found or 0)


def _set(row: Shortfall, broken: Broken, at: datetime) -> None:
    promise = broken.promise
    row.giver, row.taker, row.what = promise.giver, promise.taker, promise.what
    row.concerns, row.step = list(broken.concerns), promise.step
    row.wanted, row.found = promise.quantity, broken.found
    row.status, row.opened_at, row.closed_at = Status.OPEN, at, None
    row.due_at = at + timedelta(hours=numbers_of(broken.owner).answer_hours)
    row.taken_at = row.escalated_at = None
    row.answered_by = row.answered_at = row.answered_found = None
    row.answer = row.reason = ""
    row.owner = next((each for post in OWNERS for each in on_duty(broken.owner, [post])), None)
    row.origin = broken.owner
    row.rung, row.chase_at = 0, first_rung(row, at)
