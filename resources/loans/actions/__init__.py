"""The doors of loans."""

from resources.loans.actions.asks import answer_ask, ask_of_loan
from resources.loans.actions.begin import begin_loan, cancel_loan
from resources.loans.actions.chase import chase_loan
from resources.loans.actions.count import bring_home, count_return, write_off
from resources.loans.actions.ledger import correct_posting
from resources.loans.actions.settle import draw_sheet, redraw_sheet, settle_sheet, sign_sheet

__all__ = [
    "answer_ask",
    "ask_of_loan",
    "begin_loan",
    "bring_home",
    "cancel_loan",
    "chase_loan",
    "correct_posting",
    "count_return",
    "draw_sheet",
    "redraw_sheet",
    "settle_sheet",
    "sign_sheet",
    "write_off",
]
