"""Which loans people may see: those of the lender, the borrower, the lead and the region."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from resources.loans.lifecycle import LoanStatus
from resources.loans.models import Loan, LoanState, OverdueRung, Posting
from resources.loans.selectors.cards import LOAN, LoanCard, PostingCard


def sides_of(person: Person) -> tuple[str, ...]:
    """Return the authorities whose loans ``person`` may see as one of the two sides."""
    scopes = scopes_of(person)
    if regions.REGION in scopes:
        return (*regions.CITIES, regions.REGION)
    return tuple(code for code in regions.CITIES if code in scopes)


def loans_open_to(person: Person) -> QuerySet[Loan]:
    """Return the loans of one's authority, and at incidents that it leads."""
    sides = sides_of(person)
    known = Q(origin__in=sides) | Q(borrower__in=sides)
    known |= Q(incident__state__lead_authority__in=sides)
    return Loan.objects.filter(known).select_related(*LOAN)


def loans_of(
    person: Person,
    *,
    incident: UUID | None = None,
    status: str | None = None,
    lender: str | None = None,
    borrower: str | None = None,
) -> QuerySet[Loan]:
    """Return the loans in sight, narrowed down, those due first in front."""
    rows = loans_open_to(person)
    wanted = {
        "incident": incident,
        "state__status": status,
        "origin": lender,
        "borrower": borrower,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.order_by("state__due_back", "number")


def seen(loan_id: UUID, person: Person) -> Loan:
    """Return a loan. Raises ``NotThere`` when hidden or missing."""
    loan = loans_open_to(person).filter(pk=loan_id).first()
    if loan is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(loan_id))
    return loan


def loan_card_of(loan_id: UUID, person: Person) -> LoanCard:
    """Return the card of a loan. Raises ``NotThere`` when hidden or missing."""
    return LoanCard.of(seen(loan_id, person))


def postings_of(loan: Loan) -> list[PostingCard]:
    """Return the ledger of a loan, oldest first; sight is the caller's. Three queries."""
    rows = Posting.objects.filter(loan=loan).prefetch_related("corrections", "settled")
    return [PostingCard.of(row) for row in rows.order_by("posted_at", "pk")]


def overdue(at: datetime) -> list[tuple[UUID, int]]:
    """Return the loans for which a higher rung is due, with the rung. Few queries."""
    rows = LoanState.objects.filter(status=LoanStatus.OUT, due_back__lte=at)
    found = []
    rungs: dict[str, list[OverdueRung]] = {}
    for row in rows.annotate(lender=F("loan__origin")).order_by("due_back"):
        lender: str = row.lender
        if lender not in rungs:
            rungs[lender] = OverdueRung.in_force.of(lender)
        late = (at - row.due_back).total_seconds() / 3600
        reached = [one.rung for one in rungs[lender] if one.after_hours <= late]
        if max(reached, default=0) > row.rung:
            found.append((row.loan_id, max(reached)))
    return found
