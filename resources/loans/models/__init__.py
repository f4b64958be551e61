"""The tables of loans."""

from resources.loans.models.ledger import Posting
from resources.loans.models.loan import Loan, LoanChange, LoanState
from resources.loans.models.message import ReceivedMessage
from resources.loans.models.rules import LoanRate, LoanTerm, OverdueRung
from resources.loans.models.sheet import SettledPosting, Sheet, SheetChange, SheetState

__all__ = [
    "Loan",
    "LoanChange",
    "LoanRate",
    "LoanState",
    "LoanTerm",
    "OverdueRung",
    "Posting",
    "ReceivedMessage",
    "SettledPosting",
    "Sheet",
    "SheetChange",
    "SheetState",
]
