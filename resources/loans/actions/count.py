"""What became of the things: used up, lost, damaged, and what came home."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from resources.loans.actions.asks import held
from resources.loans.actions.ledger import post, require_side
from resources.loans.actions.stocktake import square, used_by_the_register
from resources.loans.actions.telling import hold, tell
from resources.loans.events import LoanRecounted, LoanReturned, LoanWrittenOff
from resources.loans.folds import CAME_HOME, LOANS, RECOUNTED, WRITTEN_OFF
from resources.loans.lifecycle import Account, LoanStatus
from resources.loans.models import Loan, LoanState, Posting
from resources.loans.selectors.hours import charged, hours_of
from resources.loans.selectors.reading import loan_of, locked_loan

HEX = frozenset("0123456789abcdef")
LONGEST = 200


@door
def write_off(
    *,
    actor: Person | None,
    loan_id: UUID,
    consumed: int = 0,
    lost: int = 0,
    damaged: int = 0,
    reason: str,
    photo: str = "",
    occurred_at: datetime | None = None,
) -> Loan:
    """Record that something lent was used up, lost or damaged; either side may.

    ``damaged`` things are still out and come back. A team is not used up or lost: what
    it has damaged is counted in pieces, and ``reason`` says which. Raises ``NotThere``,
    ``NotPermitted``, ``Invalid``, or ``Conflict`` when it is home or so much is not out.
    """
    loan, state = held(loan_id)
    side = loan.borrower if authority.current() == loan.borrower else loan.origin
    require_side(actor, loan, side, to=_("record a loss"))
    if state.status != LoanStatus.OUT:
        raise Conflict(_("The loan is over."), status=state.status)
    _judge(loan, (consumed, lost, damaged), reason, photo)
    if consumed + lost > state.out:
        raise Conflict(_("Only %(out)s are still out.") % {"out": state.out}, out=state.out)

    at = occurred_at or now()
    counts = {"consumed": consumed, "lost": lost, "damaged": damaged}
    said = {"why": reason, "photo": photo}
    post(loan, Account.ON_LOAN, -(consumed + lost), actor=actor, at=at, why=reason)
    for account, amount in counts.items():
        post(loan, account, amount, actor=actor, at=at, **said)
    data = {**counts, "reason": reason, "photo": photo}
    LOANS.add(state, WRITTEN_OFF, actor=actor, occurred_at=at, data=data)
    tell(LoanWrittenOff, loan, actor=actor, occurred_at=occurred_at, reason=reason, **counts)
    return loan


@door
def bring_home(
    *, actor: Person | None, deployment_id: UUID, occurred_at: datetime | None = None
) -> Loan | None:
    """End the loan of a deployment that is home, as its step says; by itself.

    What the register takes for used up is used up, the rest came back; the lender counts
    again (``count_return``) where it was otherwise.
    """
    loan = Loan.objects.filter(deployment=deployment_id).first()
    if loan is None or loan.state.status != LoanStatus.OUT:
        return None
    loan = loan_of(loan.pk)
    hold(loan)
    state = locked_loan(loan)
    at = occurred_at or now()
    taken = used_by_the_register(loan)
    consumed = min(state.out, max(0, taken - state.consumed - state.lost))
    counts = {"back": state.out - consumed, "consumed": consumed}
    post(loan, Account.ON_LOAN, -state.out, actor=actor, at=at)
    post(loan, Account.CONSUMED, consumed, actor=actor, at=at)
    _post_hours(loan, actor, at)
    LOANS.add(state, CAME_HOME, actor=actor, occurred_at=at, data=counts)
    square(loan, state, actor=actor, before=taken, occurred_at=occurred_at)
    _tell_home(loan, state, actor, occurred_at)
    return loan


@door
def count_return(
    *,
    actor: Person | None,
    loan_id: UUID,
    back: int,
    consumed: int,
    lost: int,
    damaged: int = 0,
    reason: str = "",
    photo: str = "",
    occurred_at: datetime | None = None,
) -> Loan:
    """Say, for the lender, what came home of a loan in all, what was used up and lost.

    The totals take the place of what was counted before, by counter-postings; the stock
    loses what is gone once. Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or
    ``Conflict`` when it is not home yet, both sides have signed, or it does not add up.
    """
    loan, state = held(loan_id)
    require_side(actor, loan, loan.origin, to=_("count what came home"))
    if state.status != LoanStatus.HOME:
        raise Conflict(_("The loan is not home yet."), status=state.status)
    _judge(loan, (consumed, lost, damaged), reason, photo, none_is_fine=True)
    if back < 0 or back + consumed + lost != loan.quantity:
        raise Invalid(
            _("%(lent)s were lent: what came back, was used up and was lost must make that.")
            % {"lent": loan.quantity},
            field="back",
        )
    counts = {"back": back, "consumed": consumed, "lost": lost, "damaged": damaged}
    before = {name: getattr(state, name) for name in counts}
    if counts == before:
        return loan
    if not reason.strip():
        raise Invalid(_("Say why."), field="reason")
    if Posting.objects.filter(loan=loan, settled__isnull=False).exists():
        raise Conflict(_("Both sides have signed for this loan; it is frozen."))

    at = occurred_at or now()
    for name in ("consumed", "lost", "damaged"):
        change = counts[name] - before[name]
        post(loan, name, change, actor=actor, at=at, why=reason, photo=photo)
    gone = before["consumed"] + before["lost"]
    data = {**counts, "reason": reason, "photo": photo}
    LOANS.add(state, RECOUNTED, actor=actor, occurred_at=at, data=data)
    square(loan, state, actor=actor, before=gone, occurred_at=occurred_at)
    tell(LoanRecounted, loan, actor=actor, occurred_at=occurred_at, reason=reason, **counts)
    return loan


def _judge(
    loan: Loan,
    counts: tuple[int, int, int],
    reason: str,
    photo: str,
    *,
    none_is_fine: bool = False,
) -> None:
    consumed, lost, _damaged = counts
    if min(counts) < 0 or max(counts) > 100_000_000:
        raise Invalid(_("This quantity cannot be."), field="lost")
    if not none_is_fine and not any(counts):
        raise Invalid(_("Say how much."), field="lost")
    if not none_is_fine and not reason.strip():
        raise Invalid(_("Say why."), field="reason")
    if len(reason) > LONGEST:
        raise Invalid(_("Say it in 200 signs."), field="reason")
    if loan.deployment.team_id is not None and (consumed or lost):
        raise Invalid(
            _("A team is neither used up nor lost; count what is damaged."), field="lost"
        )
    if photo and (len(photo) != 64 or not set(photo) <= HEX):
        raise Invalid(_("A picture is named by its SHA-256."), field="photo")


def _post_hours(loan: Loan, actor: Person | None, at: datetime) -> None:
    parts = hours_of(loan, at)
    detail = {name: f"{hours:.2f}" for name, hours in parts.items()}
    for account, hours in charged(loan, sum(parts.values(), Decimal(0))).items():
        post(loan, account, hours, actor=actor, at=at, detail=detail)


def _tell_home(
    loan: Loan, state: LoanState, actor: Person | None, occurred_at: datetime | None
) -> None:
    counts = {name: getattr(state, name) for name in ("back", "consumed", "lost", "damaged")}
    tell(LoanReturned, loan, actor=actor, occurred_at=occurred_at, reason="", **counts)
