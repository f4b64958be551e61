"""Keeping the register's stock true to what came home, exactly once.

When a deployment is home, the register takes what arrived of a consumable for used up and
everything else for returned (``resources.actions.advance``). Where the count of the loan
says otherwise, the difference is counted into the stock by its own door.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from command.core.models import Person
from resources.actions import count_stock
from resources.loans.models import Loan, LoanState
from resources.models import Stock


def used_by_the_register(loan: Loan) -> int:
    """Return how much the register has taken off the stock for a deployment that is home."""
    deployment = loan.deployment
    stock = deployment.stock
    return deployment.state.arrived if stock is not None and stock.supply.is_consumable else 0


def square(
    loan: Loan,
    state: LoanState,
    *,
    actor: Person | None,
    before: int,
    occurred_at: datetime | None,
) -> None:
    """Take off the stock what is gone beyond ``before``, or put back what was not used."""
    stock_id = loan.deployment.stock_id
    more = state.consumed + state.lost - before
    if stock_id is None or not more:
        return
    # Locked by the door that counts; the system counts, as the lender.
    on_hand = (
        Stock.objects.values_list("on_hand", flat=True).select_for_update().get(pk=stock_id)
    )
    count_stock(
        actor=None,
        stock_id=stock_id,
        on_hand=on_hand - more,
        reason=_("Loan %(number)s counted") % {"number": loan.number},
        occurred_at=occurred_at,
    )
