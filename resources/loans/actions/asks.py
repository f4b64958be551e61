"""What one side asks of the other while a loan is out, and the answers."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from incidents.selectors import locked as locked_incident
from resources.loans.actions.ledger import require_side
from resources.loans.actions.telling import hold, tell
from resources.loans.events import LoanAnswered, LoanAsked
from resources.loans.folds import ASKED, LOANS, REPLIED
from resources.loans.lifecycle import Ask, LoanStatus
from resources.loans.models import Loan, LoanState
from resources.loans.selectors.reading import loan_of, locked_loan


@door
def ask_of_loan(
    *,
    actor: Person | None,
    loan_id: UUID,
    ask: str,
    until: datetime,
    reason: str,
    occurred_at: datetime | None = None,
) -> Loan:
    """Ask the other side: the borrower to keep it longer, the lender to have it back early.

    ``until`` is the new date either way. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid``, or ``Conflict`` when it is home or another ask waits for its answer.
    """
    loan, state = held(loan_id)
    if ask not in Ask.values:
        raise Invalid(_("There is nothing like that to ask."), field="ask")
    asker = loan.borrower if ask == Ask.EXTENSION else loan.origin
    require_side(actor, loan, asker, to=_("ask this of the other side"))
    if not reason.strip():
        raise Invalid(_("Say why."), field="reason")
    _still_out(state)
    if state.pending is not None:
        raise Conflict(_("An ask waits for its answer already."), pending=state.pending["ask"])
    if ask == Ask.EXTENSION and until <= state.due_back:
        raise Invalid(_("The new date must be later than the one agreed."), field="until")
    if ask == Ask.RETURN and until >= state.due_back:
        raise Invalid(_("The new date must be earlier than the one agreed."), field="until")

    data = {"ask": ask, "until": until.isoformat(), "reason": reason}
    at = occurred_at or now()
    LOANS.add(state, ASKED, actor=actor, occurred_at=at, data={**data, "at": at.isoformat()})
    tell(LoanAsked, loan, actor=actor, occurred_at=occurred_at, **data)
    return loan


@door
def answer_ask(
    *,
    actor: Person | None,
    loan_id: UUID,
    is_accepted: bool,
    until: datetime | None = None,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> Loan:
    """Answer what the other side asks; accepted, the date is ``until``, or as asked.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when nothing is asked.
    """
    loan, state = held(loan_id)
    asked = state.pending
    if asked is None:
        raise Conflict(_("Nothing is asked about this loan."))
    side = loan.origin if asked["ask"] == Ask.EXTENSION else loan.borrower
    require_side(actor, loan, side, to=_("answer this"))
    _still_out(state)
    if not is_accepted and not reason.strip():
        raise Invalid(_("Say why."), field="reason")
    agreed = until or datetime.fromisoformat(asked["until"])
    if is_accepted and asked["ask"] == Ask.EXTENSION and agreed <= state.due_back:
        raise Invalid(_("The new date must be later than the one agreed."), field="until")

    data = {
        "ask": asked["ask"],
        "is_accepted": is_accepted,
        "until": agreed.isoformat() if is_accepted else "",
        "reason": reason,
    }
    LOANS.add(state, REPLIED, actor=actor, occurred_at=occurred_at or now(), data=data)
    tell(LoanAnswered, loan, actor=actor, occurred_at=occurred_at, **data)
    return loan


def held(loan_id: UUID) -> tuple[Loan, LoanState]:
    """Return a loan and its state, locked in the order of all doors of forces."""
    loan = loan_of(loan_id)
    if loan.incident_id is not None:
        locked_incident(loan.incident_id, actor=None)
    hold(loan)
    return loan, locked_loan(loan)


def _still_out(state: LoanState) -> None:
    if state.status != LoanStatus.OUT:
        raise Conflict(_("The loan is over."), status=state.status)
