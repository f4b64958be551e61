"""The only code of the loans room that reads; its cards are for the outside."""

from resources.loans.selectors.balances import Balance, Balances, balances
from resources.loans.selectors.cards import LoanCard, PostingCard, SheetCard
from resources.loans.selectors.hours import hours_of, hours_so_far
from resources.loans.selectors.sheets import (
    compiled,
    seen_sheet,
    sheets_open_to,
    versions_of,
)
from resources.loans.selectors.sight import (
    loan_card_of,
    loans_of,
    loans_open_to,
    overdue,
    postings_of,
    seen,
    sides_of,
)

__all__ = [
    "Balance",
    "Balances",
    "LoanCard",
    "PostingCard",
    "SheetCard",
    "balances",
    "compiled",
    "hours_of",
    "hours_so_far",
    "loan_card_of",
    "loans_of",
    "loans_open_to",
    "overdue",
    "postings_of",
    "seen",
    "seen_sheet",
    "sheets_open_to",
    "sides_of",
    "versions_of",
]
