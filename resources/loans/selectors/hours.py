"""How long a loan was away, counted from the deployment's own steps."""

from datetime import datetime, timedelta
from decimal import Decimal

from resources.lifecycle import DeploymentStatus as S
from resources.loans.lifecycle import Account
from resources.loans.models import Loan
from resources.models import DeploymentChange

CENT = Decimal("0.01")
HOUR = timedelta(hours=1)
LEAVING = (S.DEPARTED, S.EN_ROUTE, S.ON_SCENE)


def steps_of(loan: Loan) -> dict[str, datetime]:
    """Return when the deployment first took each step, with its order. One query."""
    found: dict[str, datetime] = {S.COMMITTED.value: loan.lent_at}
    rows = DeploymentChange.objects.filter(deployment=loan.deployment_id)
    for kind, at in rows.order_by("step").values_list("kind", "occurred_at"):
        found.setdefault(kind, at)
    return found


def hours_of(loan: Loan, until: datetime) -> dict[str, Decimal]:
    """Return the hours on the way, at work and on the way home, to the hundredth.

    They count from leaving; where nobody said when it left, from the order.
    """
    steps = steps_of(loan)
    left = min((steps[one] for one in LEAVING if one in steps), default=loan.lent_at)
    there = steps.get(S.ON_SCENE)
    released = steps.get(S.RELEASED)
    marks = [left, there or released or until, released or until, until]
    # A step that was reported late must not count time twice, or backwards.
    for place in range(1, len(marks)):
        marks[place] = min(max(marks[place], marks[place - 1]), max(until, left))
    names = ("out", "at_work", "home")
    spans = zip(names, marks, marks[1:], strict=False)
    return {name: _hours(end - start) for name, start, end in spans}


def hours_so_far(loan: Loan, until: datetime) -> dict[str, Decimal]:
    """Return what each account of hours would hold if the loan were home at ``until``."""
    return charged(loan, sum(hours_of(loan, until).values(), Decimal(0)))


def charged(loan: Loan, hours: Decimal) -> dict[str, Decimal]:
    """Return the hours of teams, people, vehicles and equipment for so many by the clock."""
    deployment = loan.deployment
    pieces = 0
    if deployment.asset_id is not None:
        pieces = 1
    elif deployment.stock is not None and not deployment.stock.supply.is_consumable:
        pieces = loan.quantity
    counts = {
        Account.TEAM_HOURS: 1 if deployment.team_id is not None else 0,
        Account.PEOPLE_HOURS: loan.people,
        Account.VEHICLE_HOURS: loan.vehicles,
        Account.UNIT_HOURS: pieces,
    }
    return {account.value: (hours * n).quantize(CENT) for account, n in counts.items() if n}


def _hours(span: timedelta) -> Decimal:
    return (Decimal(span // timedelta(seconds=1)) / 3600).quantize(CENT)
