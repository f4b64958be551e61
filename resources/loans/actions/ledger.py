"""Writing the ledger: postings, and putting one right by another."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import require
from incidents.selectors import locked as locked_incident
from resources.loans.actions.telling import hold, tell
from resources.loans.events import LoanCorrected
from resources.loans.lifecycle import HOURS, Account
from resources.loans.models import Loan, Posting
from resources.loans.selectors.cards import plain
from resources.loans.selectors.reading import loan_of, locked_loan
from resources.rights import MAY_ANSWER

MOST = Decimal(100_000_000)
CENT = Decimal("0.01")
RESTATED = (*HOURS, Account.DAMAGED)


def post(
    loan: Loan,
    account: str,
    amount: Decimal | int,
    *,
    actor: Person | None,
    at: datetime,
    **said: Any,
) -> None:
    """Debit the borrower and credit the lender with so much; with less than nothing, back."""
    if not amount:
        return
    sides = (loan.borrower, loan.origin) if amount > 0 else (loan.origin, loan.borrower)
    posting = Posting(
        loan=loan,
        account=account,
        debtor=sides[0],
        creditor=sides[1],
        amount=abs(Decimal(amount)),
        actor=actor,
        posted_at=at,
        **said,
    )
    posting.save(force_insert=True)


def standing(loan: Loan, account: str) -> Decimal:
    """Return what the borrower owes the lender in one account of a loan. One query."""
    sums = Posting.objects.filter(loan=loan, account=account).aggregate(
        debit=Sum("amount", filter=Q(debtor=loan.borrower), default=Decimal(0)),
        credit=Sum("amount", filter=Q(creditor=loan.borrower), default=Decimal(0)),
    )
    return Decimal(sums["debit"] - sums["credit"])


def require_side(actor: Person | None, loan: Loan, side: str, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` answers for that side of a loan."""
    require(actor, MAY_ANSWER, to=to, region=side)
    if authority.current() != side:
        raise NotPermitted(
            _("Only the authority concerned may %(act)s.") % {"act": to}, concerned=side
        )


@door
def correct_posting(
    *,
    actor: Person | None,
    posting_id: UUID,
    amount: Decimal,
    reason: str,
    occurred_at: datetime | None = None,
) -> Posting:
    """Put hours or a damage right: the posting is undone by another, and posted anew.

    Either side may; the other sees it, and signs the sheet or does not. Raises
    ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when it has been corrected
    before or both sides have signed for it.
    """
    found = Posting.objects.filter(pk=posting_id).first()
    if found is None:
        raise NotThere(_("No such thing, or not visible to you."), posting=str(posting_id))
    loan = loan_of(found.loan_id)
    if loan.incident_id is not None:
        locked_incident(loan.incident_id, actor=None)
    hold(loan)
    locked_loan(loan)
    side = authority.current()
    if side not in (loan.origin, loan.borrower):
        side = loan.origin
    require_side(actor, loan, side, to=_("correct a posting"))
    given = _judge(found, amount, reason)

    at = occurred_at or now()
    sign = 1 if found.debtor == loan.borrower else -1
    post(
        loan,
        found.account,
        -sign * found.amount,
        actor=actor,
        at=at,
        why=reason,
        corrects=found,
    )
    post(loan, found.account, sign * given, actor=actor, at=at, why=reason, detail=found.detail)
    tell(
        LoanCorrected,
        loan,
        actor=actor,
        occurred_at=occurred_at,
        posting_id=str(posting_id),
        account=found.account,
        before=plain(found.amount),
        after=plain(given),
        reason=reason,
    )
    return found


def _judge(posting: Posting, amount: Decimal, reason: str) -> Decimal:
    if posting.account not in RESTATED:
        raise Conflict(_("Things are counted again, not corrected."), account=posting.account)
    if not amount.is_finite() or not 0 <= amount <= MOST:
        raise Invalid(_("This quantity cannot be."), field="amount")
    if not reason.strip():
        raise Invalid(_("Say why."), field="reason")
    if posting.corrects_id is not None or posting.corrections.exists():
        raise Conflict(_("This posting has been corrected."))
    if posting.settled.exists():
        raise Conflict(_("Both sides have signed for this posting; it is frozen."))
    return amount.quantize(CENT)
