"""A loan comes into being when something of one city is ordered to another city's incident."""

from datetime import timedelta
from uuid import UUID

from command.core import regions
from command.core.doors import door
from command.core.models import Person
from resources.lifecycle import DeploymentStatus
from resources.loans.actions.ledger import post
from resources.loans.actions.telling import hold, tell
from resources.loans.events import LoanBegun, LoanCancelled
from resources.loans.folds import CANCELLED, LOANS
from resources.loans.lifecycle import Account, LoanStatus
from resources.loans.models import Loan
from resources.loans.selectors.rates import term_of
from resources.loans.selectors.reading import locked_loan
from resources.models import Deployment

# Where an operator has put every rule about terms out of force.
NO_TERM = timedelta(hours=24)
NOT_LENT = frozenset({DeploymentStatus.RESERVED, DeploymentStatus.CANCELLED})


def crosses(deployment: Deployment) -> str | None:
    """Return the borrower, where a deployment crosses a city line."""
    if deployment.incident is None:
        return None
    borrower = regions.city_of(deployment.incident.region_id)
    return borrower if borrower != deployment.origin else None


@door
def begin_loan(*, actor: Person | None, deployment_id: UUID) -> Loan | None:
    """Make the loan of a deployment that crosses a city line; nothing where none does.

    It is the deployment's own transaction. The order's end is when it is due back, else
    the rule's term from the order on.
    """
    rows = Deployment.objects.select_related(
        "incident", "team", "asset__supply", "stock__supply", "state"
    )
    deployment = rows.get(pk=deployment_id)
    borrower = crosses(deployment)
    if borrower is None or deployment.state.status in NOT_LENT or deployment.loans.exists():
        return None
    loan = _drawn(deployment, borrower)
    hold(loan)
    loan.number = _next_number(loan)
    loan.save(force_insert=True)
    LOANS.begin(loan)
    post(loan, Account.ON_LOAN, loan.quantity, actor=actor, at=loan.lent_at)
    due = loan.due_back.isoformat()
    tell(LoanBegun, loan, actor=actor, occurred_at=loan.lent_at, due=due)
    return loan


@door
def cancel_loan(*, actor: Person | None, deployment_id: UUID) -> Loan | None:
    """End the loan of an order that was cancelled before anything left."""
    loan = Loan.objects.filter(deployment=deployment_id).first()
    if loan is None or loan.state.status != LoanStatus.OUT:
        return None
    hold(loan)
    state = locked_loan(loan)
    at = loan.deployment.state.updated_at
    post(loan, Account.ON_LOAN, -state.out, actor=actor, at=at)
    LOANS.add(state, CANCELLED, actor=actor, occurred_at=at, data={"back": state.out})
    tell(LoanCancelled, loan, actor=actor, occurred_at=at)
    return loan


def _drawn(deployment: Deployment, borrower: str) -> Loan:
    what, name = _thing(deployment)
    agreed = deployment.period.upper if deployment.period else None
    span, rule = term_of(deployment.origin, what) or (NO_TERM, "")
    loan = Loan(
        deployment=deployment,
        incident=deployment.incident,
        request=deployment.request,
        borrower=borrower,
        what=what,
        name=name,
        quantity=deployment.quantity,
        people=deployment.people,
        vehicles=deployment.vehicles,
        lent_at=deployment.ordered_at,
        due_back=agreed or deployment.ordered_at + span,
        term="" if agreed else rule,
    )
    loan.claim()
    return loan


def _thing(deployment: Deployment) -> tuple[str, str]:
    """Return what goes and its name; a stock's is that of its depot."""
    if deployment.team is not None:
        return deployment.team.kind, deployment.team.name
    if deployment.asset is not None:
        return deployment.asset.supply_id, deployment.asset.name
    assert deployment.stock is not None
    return deployment.stock.supply_id, deployment.stock.depot


def _next_number(loan: Loan) -> str:
    # The rooms of both sides are held: nobody else counts at the same time.
    mine = Loan.objects.filter(origin=loan.origin, exercise=loan.exercise_id)
    return f"LN-{loan.origin}-{mine.count() + 1:04d}"
