"""Saying that a loan is late, once at each rung."""

from datetime import datetime
from uuid import UUID

from command.core.doors import door
from command.core.models import Person
from command.core.times import clock
from resources.loans.actions.asks import held
from resources.loans.actions.telling import tell
from resources.loans.events import LoanOverdue
from resources.loans.folds import LOANS, OVERDUE
from resources.loans.lifecycle import LoanStatus
from resources.loans.models import OverdueRung


@door
def chase_loan(
    *, actor: Person | None, loan_id: UUID, rung: int, occurred_at: datetime | None = None
) -> bool:
    """Say that a loan is late, at a rung that it has reached; return whether it was said."""
    loan, state = held(loan_id)
    at = occurred_at or clock()
    if state.status != LoanStatus.OUT or state.rung >= rung or state.due_back > at:
        return False
    rules: list[OverdueRung] = OverdueRung.in_force.of(loan.origin)
    told = next((one.told for one in rules if one.rung == rung), OverdueRung.Told.CITIES.value)
    LOANS.add(
        state, OVERDUE, actor=actor, occurred_at=at, data={"rung": rung, "told": str(told)}
    )
    tell(
        LoanOverdue,
        loan,
        actor=actor,
        occurred_at=occurred_at,
        due=state.due_back.isoformat(),
        rung=rung,
        told=str(told),
    )
    return True
