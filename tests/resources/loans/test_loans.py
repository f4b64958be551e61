"""Loans: how they begin and end, what is asked meanwhile, and what is counted."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import now

from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.folding import FOLDS
from command.core.models import Entry
from resources.actions import commit_stock, commit_team
from resources.loans.actions import (
    answer_ask,
    ask_of_loan,
    correct_posting,
    count_return,
    write_off,
)
from resources.loans.models import Loan, LoanChange, Posting
from resources.loans.selectors import balances, loans_of, overdue
from resources.loans.tasks import chase_loans
from resources.models import Stock
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, REGION, ULANQAB, Post
from tests.resources.loans.made import (
    acting,
    commanders,
    fresh,
    home,
    lent_stock,
    lent_team,
    officers,
    step,
)

pytestmark = pytest.mark.django_db


def told(kind):
    """Return the rooms in which a kind of fact was recorded."""
    rooms = Entry.objects.filter(kind=kind).order_by("room_id")
    return list(rooms.values_list("room_id", flat=True))


def test_an_order_across_a_city_line_is_a_loan_from_the_first_moment():
    loan = lent_stock(quantity=6)
    assert (loan.origin, loan.borrower, loan.quantity, loan.what) == (
        BAOTOU, ORDOS, 6, "2990102",
    )  # fmt: skip
    assert loan.due_back - loan.lent_at == timedelta(hours=72)
    assert loan.term == "all"
    assert told("loan.begun") == ["city.150200", "city.150600"]
    posting = Posting.objects.get()
    assert (posting.debtor, posting.creditor, posting.amount) == (ORDOS, BAOTOU, 6)


def test_what_stays_in_its_city_is_no_loan():
    incident = make.incident()
    stock = make.stock(region=ORDOS)
    team = make.team(region=ORDOS)
    with transaction.atomic(), acting(ORDOS):
        commit_stock(actor=None, incident_id=incident.pk, stock_id=stock.pk, quantity=1)
        commit_team(actor=None, incident_id=incident.pk, team_id=team.pk)
    assert not Loan.objects.exists()


def test_an_order_that_is_taken_back_leaves_nothing_out():
    loan = lent_stock(quantity=6)
    step(loan, "cancelled")
    loan = fresh(loan)
    assert (loan.state.status, loan.state.out) == ("cancelled", 0)
    assert told("loan.cancelled") == ["city.150200", "city.150600"]


def test_the_borrower_asks_for_longer_and_the_lender_answers():
    loan = lent_team()
    lender, borrower = officers()
    later = loan.due_back + timedelta(hours=24)
    asked = {"loan_id": loan.pk, "ask": "extension", "until": later, "reason": "水位未退"}
    with pytest.raises(NotPermitted):
        ask_of_loan(actor=lender, **asked)
    with pytest.raises(Invalid):
        ask_of_loan(actor=borrower, **asked | {"until": loan.due_back})
    with pytest.raises(Invalid):
        ask_of_loan(actor=borrower, **asked | {"reason": " "})
    with pytest.raises(Conflict):
        answer_ask(actor=lender, loan_id=loan.pk, is_accepted=True)
    assert not LoanChange.objects.exists()

    ask_of_loan(actor=borrower, **asked)
    with pytest.raises(Conflict):
        ask_of_loan(actor=borrower, **asked)
    with pytest.raises(NotPermitted):
        answer_ask(actor=borrower, loan_id=loan.pk, is_accepted=True)
    with pytest.raises(Invalid):
        answer_ask(actor=lender, loan_id=loan.pk, is_accepted=False)
    sooner = loan.due_back + timedelta(hours=12)
    answer_ask(actor=lender, loan_id=loan.pk, is_accepted=True, until=sooner)
    assert fresh(loan).state.due_back == sooner
    assert [(c.origin, c.kind) for c in loan.changes.all()] == [
        (ORDOS, "asked"), (BAOTOU, "answered"),
    ]  # fmt: skip

    # The lender wants it back early; the borrower cannot spare it.
    early = now() + timedelta(hours=1)
    ask_of_loan(actor=lender, loan_id=loan.pk, ask="return", until=early, reason="本市告急")
    answer_ask(actor=borrower, loan_id=loan.pk, is_accepted=False, reason="仍在搜救")
    state = fresh(loan).state
    assert (state.due_back, state.pending) == (sooner, None)


def test_a_late_loan_is_said_once_at_each_rung(clocks):
    loan = lent_team()
    due = loan.due_back
    assert chase_loans() == 0
    for hours, rung in ((1, 1), (25, 2), (80, 3)):
        clocks.move_to(due + timedelta(hours=hours))
        assert overdue(now()) == [(loan.pk, rung)]
        assert chase_loans() == 1
        assert chase_loans() == 0
    assert len(told("loan.overdue")) == 6
    assert Entry.objects.filter(kind="loan.overdue").last().payload["told"] == "region"
    # More time starts the rungs anew.
    lender, borrower = officers()
    until = now() + timedelta(hours=10)
    ask_of_loan(actor=borrower, loan_id=loan.pk, ask="extension", until=until, reason="x")
    answer_ask(actor=lender, loan_id=loan.pk, is_accepted=True)
    assert fresh(loan).state.rung == 0
    assert chase_loans() == 0


def test_hours_are_counted_from_the_steps():
    loan = lent_team(headcount=20)
    for to, hours in (("departed", 1), ("on_scene", 3), ("released", 13), ("returned", 15)):
        step(loan, to, occurred_at=loan.lent_at + timedelta(hours=hours))
    ledger = {p.account: p for p in Posting.objects.exclude(account="on_loan")}
    assert {account: p.amount for account, p in ledger.items()} == {
        "team_hours": Decimal("14.00"),
        "people_hours": Decimal("280.00"),
        "vehicle_hours": Decimal("42.00"),
    }
    assert ledger["team_hours"].detail == {"out": "2.00", "at_work": "10.00", "home": "2.00"}
    assert all((p.debtor, p.creditor) == (ORDOS, BAOTOU) for p in ledger.values())


def test_a_mistake_is_put_right_by_a_posting_the_other_way_round():
    home(lent_team(headcount=10), at=now() + timedelta(hours=5))
    (wrong,) = Posting.objects.filter(account="people_hours")
    lender, borrower = officers()
    told_of = {"posting_id": wrong.pk, "amount": Decimal(40)}
    outsider = make.person(Post.COMMANDER, HOHHOT)
    with pytest.raises(NotPermitted):
        correct_posting(actor=outsider, reason="x", **told_of)
    with pytest.raises(Invalid):
        correct_posting(actor=borrower, reason="", **told_of)
    correct_posting(actor=borrower, reason="八人", **told_of)
    rows = Posting.objects.filter(account="people_hours").order_by("pk")
    assert [(p.debtor, p.amount) for p in rows] == [
        (ORDOS, wrong.amount), (BAOTOU, wrong.amount), (ORDOS, Decimal("40.00")),
    ]  # fmt: skip
    with pytest.raises(Conflict):
        correct_posting(actor=lender, reason="again", **told_of)
    out = Posting.objects.get(account="on_loan", debtor=ORDOS)
    with pytest.raises(Conflict):
        correct_posting(actor=lender, posting_id=out.pk, amount=Decimal(1), reason="x")


def test_what_was_used_up_or_lost_leaves_the_stock_once():
    loan = lent_stock(quantity=10, on_hand=20)
    stock = Stock.objects.get()
    lender, borrower = officers()
    write_off(actor=borrower, loan_id=loan.pk, lost=2, damaged=1, reason="冲走")
    with pytest.raises(Conflict):
        write_off(actor=borrower, loan_id=loan.pk, lost=9, reason="太多")
    with pytest.raises(Conflict):
        count_return(actor=lender, loan_id=loan.pk, back=8, consumed=0, lost=2)
    stock.refresh_from_db()
    assert (stock.on_hand, stock.available) == (20, 10)
    step(loan, "on_scene")
    home(loan)
    stock.refresh_from_db()
    assert (stock.on_hand, stock.available) == (18, 18)

    # Counted at home: one more is missing, and then found again.
    counted = {"loan_id": loan.pk, "consumed": 0, "damaged": 1}
    with pytest.raises(NotPermitted):
        count_return(actor=borrower, back=7, lost=3, reason="x", **counted)
    with pytest.raises(Invalid):
        count_return(actor=lender, back=7, lost=2, reason="x", **counted)
    count_return(actor=lender, back=7, lost=3, reason="清点", **counted)
    stock.refresh_from_db()
    assert (stock.on_hand, stock.available) == (17, 17)
    count_return(actor=lender, back=7, lost=3, reason="清点", **counted)
    count_return(actor=lender, back=9, lost=1, reason="找到", **counted)
    stock.refresh_from_db()
    assert (stock.on_hand, stock.available) == (19, 19)
    state = fresh(loan).state
    assert (state.out, state.back, state.lost, state.damaged) == (0, 9, 1, 1)


def test_a_consumable_that_was_not_all_used_goes_back_on_the_shelf():
    loan = lent_stock(supply="3990101", quantity=1000, on_hand=5000)
    step(loan, "on_scene")
    home(loan)
    stock = Stock.objects.get()
    assert (stock.on_hand, stock.available, fresh(loan).state.consumed) == (4000, 4000, 1000)
    lender, _ = officers()
    count_return(actor=lender, loan_id=loan.pk, back=300, consumed=700, lost=0, reason="余料")
    stock.refresh_from_db()
    assert (stock.on_hand, stock.available) == (4300, 4300)


def test_a_team_is_neither_used_up_nor_lost():
    loan = lent_team()
    lender, _ = officers()
    with pytest.raises(Invalid):
        write_off(actor=lender, loan_id=loan.pk, lost=1, reason="x")
    with pytest.raises(Invalid):
        write_off(actor=lender, loan_id=loan.pk, damaged=1, reason="x", photo="no hash")
    write_off(actor=lender, loan_id=loan.pk, damaged=2, reason="两台泵", photo="a" * 64)
    assert Posting.objects.get(account="damaged").photo == "a" * 64


def test_the_database_refuses_a_ledger_that_does_not_balance():
    loan = lent_stock()
    posting = Posting.objects.get()
    for wrong in ("amount = 0", "debtor = creditor", "amount = amount + 1"):
        with (
            pytest.raises(Exception),  # noqa: B017, PT011  a check, or the guard of what is inserted once
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE loans_posting SET {wrong}")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE loans_loanstate SET back = back + 1")
    assert Posting.objects.get().amount == posting.amount
    assert FOLDS["loans.Loan"].rebuild() == 0
    assert fresh(loan).state.out == 10


def test_loans_are_seen_by_both_sides_the_lead_and_the_region():
    loan = lent_stock()
    home(loan, at=now() + timedelta(hours=2))
    for post, region, sees in (
        (Post.OBSERVER, BAOTOU, True),
        (Post.OBSERVER, ORDOS, True),
        (Post.OBSERVER, REGION, True),
        (Post.COMMANDER, ULANQAB, False),
        (Post.SYSTEM_ADMIN, BAOTOU, False),
    ):
        person = make.person(post, region)
        assert loans_of(person).exists() is sees, (post, region)
        assert bool(balances(person).cells) is sees


def test_the_matrix_says_what_each_pair_owes():
    lender, _ = commanders()
    home(lent_team(headcount=10, vehicles=0), at=now() + timedelta(hours=10))
    lent_stock()
    found = balances(lender)
    cell = found.cells[BAOTOU][ORDOS]
    assert (cell.out, cell.loans) == (1, 2)
    assert Decimal(cell.people_hours) == pytest.approx(Decimal(100), abs=1)
    assert Decimal(cell.yuan) == Decimal(cell.people_hours) * 85
    assert Decimal(found.net[BAOTOU]) == -Decimal(found.net[ORDOS]) == Decimal(cell.yuan)
    assert found.illustrative
