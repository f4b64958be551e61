"""Reading one loan or sheet, locked or not, and what an entry says of it.

Every door about a loan locks its incident first, as all doors of forces do.
"""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from command.core.rooms import register_room
from resources.loans.models import Loan, LoanState, Sheet, SheetState
from resources.loans.selectors.cards import LOAN, LoanCard, SheetCard

Views = dict[str, dict[str, Any]]


def loan_of(loan_id: UUID) -> Loan:
    """Return the header of a loan with its things. Raises ``NotThere``."""
    loan = Loan.objects.select_related(*LOAN).filter(pk=loan_id).first()
    if loan is None:
        raise NotThere(_("No such thing, or not visible to you."), loan=str(loan_id))
    return loan


def locked_loan(loan: Loan) -> LoanState:
    """Return the state of a loan, locked."""
    state = LoanState.objects.select_for_update(of=("self",)).get(loan=loan)
    state.loan = loan
    return state


def loan_view(loan_id: UUID) -> Views:
    """Return the ``changed`` part of an entry about a loan. One query."""
    loan = Loan.objects.select_related(*LOAN).get(pk=loan_id)
    return {f"loan.{loan_id}": asdict(LoanCard.of(loan))}


def sheet_of(sheet_id: UUID) -> Sheet:
    """Return the header of a sheet. Raises ``NotThere``."""
    sheet = Sheet.objects.select_related("state").filter(pk=sheet_id).first()
    if sheet is None:
        raise NotThere(_("No such thing, or not visible to you."), sheet=str(sheet_id))
    return sheet


def locked_sheet(sheet: Sheet) -> SheetState:
    """Return the state of a sheet, locked."""
    state = SheetState.objects.select_for_update(of=("self",)).get(sheet=sheet)
    state.sheet = sheet
    return state


def sheet_view(sheet_id: UUID) -> Views:
    """Return the ``changed`` part of an entry about a sheet, without its lines. One query."""
    sheet = Sheet.objects.select_related("state").get(pk=sheet_id)
    card = asdict(SheetCard.of(sheet))
    content = card.pop("content")
    return {f"sheet.{sheet_id}": card | {"totals": content.get("totals", {})}}


def rooms_of(one: str, other: str, exercise: UUID | None) -> list[str]:
    """Return the rooms in which two authorities hear of what is between them, in order.

    It is theirs and the region's: the incident's room is read by others too.
    """
    return sorted({register_room(one, exercise), register_room(other, exercise)})
