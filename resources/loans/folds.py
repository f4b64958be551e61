"""How the changes of loans and of settlement sheets make their states."""

from datetime import datetime
from typing import Any

from command.core.folding import Fold, Values
from resources.loans.lifecycle import LoanStatus, SheetStatus
from resources.loans.models import (
    Loan,
    LoanChange,
    LoanState,
    Sheet,
    SheetChange,
    SheetState,
)

ASKED, REPLIED, OVERDUE, WRITTEN_OFF, CAME_HOME, RECOUNTED, CANCELLED = (
    "asked",
    "answered",
    "overdue",
    "written_off",
    "came_home",
    "recounted",
    "cancelled",
)
DRAWN, SIGNED, SETTLED = "drawn", "signed", "settled"
COUNTS = ("back", "consumed", "lost", "damaged")


def _lent(loan: Loan) -> Values:
    return {
        "status": LoanStatus.OUT.value,
        "due_back": loan.due_back,
        "quantity": loan.quantity,
        "out": loan.quantity,
        "back": 0,
        "consumed": 0,
        "lost": 0,
        "damaged": 0,
        "pending": None,
        "rung": 0,
        "updated_at": loan.lent_at,
    }


def _loan_changed(before: Values, change: LoanChange) -> Values:
    """Return the state after one change."""
    data: dict[str, Any] = change.data
    values: Values = {"updated_at": change.occurred_at}
    if change.kind == ASKED:
        return values | {"pending": data}
    if change.kind == REPLIED:
        values["pending"] = None
        if data["is_accepted"] and data["until"]:
            # Whoever has a new date is not late, and climbs the rungs anew.
            values |= {"due_back": datetime.fromisoformat(data["until"]), "rung": 0}
        return values
    if change.kind == OVERDUE:
        return values | {"rung": data["rung"]}
    if change.kind == RECOUNTED:
        counts = {name: data[name] for name in COUNTS}
    else:
        counts = {name: before[name] + data.get(name, 0) for name in COUNTS}
    gone = counts["back"] + counts["consumed"] + counts["lost"]
    values |= {**counts, "out": before["quantity"] - gone}
    if change.kind == CAME_HOME:
        values |= {"status": LoanStatus.HOME.value, "pending": None}
    if change.kind == CANCELLED:
        values |= {"status": LoanStatus.CANCELLED.value, "pending": None}
    return values


def _opened(sheet: Sheet) -> Values:
    return {
        "status": SheetStatus.DRAFT.value,
        "version": 0,
        "digest": "",
        "content": {},
        "signed": {},
        "remark": "",
        "updated_at": sheet.made_at,
    }


def _sheet_changed(before: Values, change: SheetChange) -> Values:
    """Return the state after one change; a new version has nobody's signature yet."""
    data: dict[str, Any] = change.data
    values: Values = {"updated_at": change.occurred_at}
    if change.kind == DRAWN:
        return values | {
            "version": before["version"] + 1,
            "digest": data["digest"],
            "content": data["content"],
            "signed": {},
        }
    if change.kind == SIGNED:
        signed = {**before["signed"], data["authority"]: change.occurred_at.isoformat()}
        both = len(signed) == 2
        status = SheetStatus.SIGNED if both else SheetStatus.DRAFT
        return values | {"signed": signed, "status": status.value}
    return values | {"status": SheetStatus.SETTLED.value, "remark": data["remark"]}


LOANS = Fold(
    header=Loan,
    change=LoanChange,
    state=LoanState,
    link="loan",
    start=_lent,
    apply=_loan_changed,
)
SHEETS = Fold(
    header=Sheet,
    change=SheetChange,
    state=SheetState,
    link="sheet",
    start=_opened,
    apply=_sheet_changed,
)
