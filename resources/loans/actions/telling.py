"""Recording facts about loans and sheets where both sides hear of them, and only they."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from command.core import journal
from command.core.events import Event
from command.core.models import Person
from resources.loans.models import Loan, Sheet
from resources.loans.selectors.reading import loan_view, rooms_of, sheet_view


def tell(
    fact: Callable[..., Event],
    loan: Loan,
    *,
    actor: Person | None,
    occurred_at: datetime | None,
    **said: Any,
) -> None:
    """Record a fact about a loan in the rooms of its lender and its borrower."""
    view = loan_view(loan.pk)
    card = view[f"loan.{loan.pk}"]
    made = fact(**_of(card), **said)
    for room in rooms_of(loan.origin, loan.borrower, loan.exercise_id):
        journal.append(made, room=room, actor=actor, changed=view, occurred_at=occurred_at)


def tell_sheet(
    fact: Callable[..., Event],
    sheet: Sheet,
    *,
    actor: Person | None,
    occurred_at: datetime | None,
    **said: Any,
) -> None:
    """Record a fact about a settlement sheet in the rooms of both sides."""
    view = sheet_view(sheet.pk)
    card = view[f"sheet.{sheet.pk}"]
    names = ("number", "one", "other", "version", "digest")
    made = fact(sheet_id=str(sheet.pk), **{name: card[name] for name in names}, **said)
    for room in rooms_of(sheet.one, sheet.other, sheet.exercise_id):
        journal.append(made, room=room, actor=actor, changed=view, occurred_at=occurred_at)


def hold(loan: Loan | Sheet) -> None:
    """Lock the rooms of both sides, in order; who counts or numbers after it counts alone."""
    pair = (loan.one, loan.other) if isinstance(loan, Sheet) else (loan.origin, loan.borrower)
    journal.hold(*rooms_of(*pair, loan.exercise_id))


def _of(card: dict[str, Any]) -> dict[str, Any]:
    is_team = card["is_team"]
    return {
        "loan_id": card["id"],
        "number": card["number"],
        "lender": card["lender"],
        "borrower": card["borrower"],
        "name": card["name"],
        "quantity": card["quantity"],
        "team_kind": card["what"] if is_team else "",
        "supply_name": [] if is_team else [card["name_zh"], card["name_en"]],
        "supply_unit": [] if is_team else [card["unit_zh"], card["unit_en"]],
    }
