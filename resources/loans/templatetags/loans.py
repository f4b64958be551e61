"""Cells of the matrix, and sums of money as people read them."""

from decimal import Decimal, InvalidOperation

from django import template

from resources.loans.selectors import Balance, Balances

register = template.Library()


@register.filter
def cell(balances: Balances, lender: str) -> dict[str, Balance]:
    """Return the row of a lender."""
    return balances.cells.get(lender, {})


@register.filter
def cell_of(row: dict[str, Balance], borrower: str) -> Balance | None:
    """Return the cell of a borrower in a row."""
    return row.get(borrower)


@register.filter
def dict_get(row: dict[str, str], key: str) -> str:
    """Return a value by its key, or nothing."""
    return row.get(key, "0")


@register.filter
def yuan(amount: str | None) -> str:
    """Return a sum with its thousands apart."""
    try:
        return f"{Decimal(amount or 0):,.2f}"
    except InvalidOperation:
        return str(amount)
