"""Whatever happens to loans: nothing is made, nothing vanishes, and the books balance."""

from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command.core.errors import Refusal
from command.core.folding import FOLDS
from resources.actions import count_stock
from resources.loans.actions import correct_posting, count_return, write_off
from resources.loans.lifecycle import HOURS
from resources.loans.models import Loan, Posting
from resources.models import Stock
from tests.make import BAOTOU, ORDOS
from tests.resources.loans.made import acting, home, lent_stock, lent_team, step

pytestmark = pytest.mark.django_db
COUNT = st.integers(0, 4)
ACTS = st.one_of(
    st.tuples(st.just("write_off"), COUNT, COUNT, COUNT),
    st.tuples(st.just("count"), COUNT, COUNT, COUNT),
    st.tuples(st.just("correct"), st.integers(0, 3), st.integers(0, 99), COUNT),
    st.tuples(st.sampled_from(["on_scene", "home", "cancelled"]), COUNT, COUNT, COUNT),
)


def do(loan, act, first, second, third):
    """Do one thing to a loan, as the system for its lender or borrower."""
    if act == "write_off":
        with transaction.atomic(), acting(ORDOS):
            write_off(
                actor=None,
                loan_id=loan.pk,
                consumed=first,
                lost=second,
                damaged=third,
                reason="x",
            )
    elif act == "count":
        back = loan.quantity - first - second
        with transaction.atomic(), acting(BAOTOU):
            count_return(
                actor=None, loan_id=loan.pk, back=back, consumed=first, lost=second,
                damaged=third, reason="x",
            )  # fmt: skip
    elif act == "correct":
        rows = list(Posting.objects.filter(loan=loan, account__in=HOURS).order_by("pk"))
        if rows:
            with transaction.atomic(), acting(BAOTOU):
                correct_posting(
                    actor=None,
                    posting_id=rows[first % len(rows)].pk,
                    amount=Decimal(second),
                    reason="x",
                )
    elif act == "home":
        home(loan, at=loan.lent_at + timedelta(hours=7))
    else:
        step(loan, act)


def standing(loan):
    """Return what the borrower stands for in each account, and check that it balances."""
    sums = defaultdict(Decimal)
    for row in Posting.objects.filter(loan=loan):
        sums[row.account, row.debtor] += row.amount
        sums[row.account, row.creditor] -= row.amount
    for account in {account for account, _ in sums}:
        assert sums[account, ORDOS] + sums[account, BAOTOU] == 0
        assert sums[account, ORDOS] >= 0
    return {account: amount for (account, side), amount in sums.items() if side == ORDOS}


@given(
    supply=st.sampled_from(["2990102", "3990101", ""]),
    acts=st.lists(ACTS, max_size=7),
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_happens_nothing_is_made_and_nothing_vanishes(supply, acts):
    with transaction.atomic():
        loan = lent_stock(supply=supply, quantity=8, on_hand=20) if supply else lent_team()
        for act in acts:
            # A refusal changes nothing, which what follows would show.
            with suppress(Refusal):
                do(loan, *act)
        state = Loan.objects.get(pk=loan.pk).state
        books = standing(loan)
        assert loan.quantity == state.back + state.consumed + state.lost + state.out
        assert books.get("on_loan", 0) == state.out
        for name in ("consumed", "lost", "damaged"):
            assert books.get(name, 0) == getattr(state, name)
        if supply:
            gone = state.consumed + state.lost if state.status == "home" else 0
            (stock,) = Stock.objects.filter(deployments=loan.deployment_id)
            away = 0 if state.status in ("home", "cancelled") else loan.quantity
            assert (stock.on_hand, stock.available) == (20 - gone, 20 - gone - away)
        assert FOLDS["loans.Loan"].rebuild() == 0
        transaction.set_rollback(True)


def test_a_loss_is_taken_off_a_stock_that_has_since_been_counted():
    loan = lent_stock(quantity=8, on_hand=20)
    stock = Stock.objects.get()
    home(loan)
    with transaction.atomic(), acting(BAOTOU):
        count_stock(actor=None, stock_id=stock.pk, on_hand=30, reason="新购")
        count_return(actor=None, loan_id=loan.pk, back=6, consumed=0, lost=2, reason="沉没")
    stock.refresh_from_db()
    assert (stock.on_hand, stock.available) == (28, 28)
