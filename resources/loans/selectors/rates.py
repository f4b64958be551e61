"""What one unit of an account costs, and how long things are lent."""

from datetime import timedelta

from resources.loans.models import LoanRate, LoanTerm


def rate_of(rates: list[LoanRate], account: str, what: str) -> LoanRate | None:
    """Return the rate for a thing: its own, else that for all."""
    mine = [rate for rate in rates if rate.account == account]
    exact = [rate for rate in mine if rate.what == what]
    return next(iter(exact or [rate for rate in mine if not rate.what]), None)


def term_of(lender: str, what: str) -> tuple[timedelta, str] | None:
    """Return how long ``lender`` lends a thing where nothing was agreed, and the rule."""
    terms: list[LoanTerm] = LoanTerm.in_force.of(lender)
    exact = [term for term in terms if term.what == what]
    found = next(iter(exact or [term for term in terms if not term.what]), None)
    return (timedelta(hours=found.hours), found.code) if found else None
