"""What the pages of loans show."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import now

from command.core import regions
from command.core.ids import new_id
from command.core.models import Person
from command.core.policies import COMMANDING, holds
from command.core.tongues import is_english
from incidents.models import Incident
from resources.loans.lifecycle import Account, Ask, LoanStatus, SheetStatus
from resources.loans.models import Loan, Sheet
from resources.loans.selectors import (
    LoanCard,
    SheetCard,
    balances,
    hours_so_far,
    loans_of,
    postings_of,
    sheets_open_to,
    sides_of,
    versions_of,
)
from resources.rights import MAY_ANSWER

MOST = 200
ENDED = 30
SIDES = ("all", "lent", "borrowed")


@dataclass(frozen=True, slots=True)
class Row:
    """One loan as a page shows it."""

    card: LoanCard
    due: datetime
    late: bool
    thing: str
    unit: str
    status: str
    incident: str
    asked: str
    mine: str  # lent, borrowed, or neither
    at: datetime


def row_of(loan: Loan, person: Person, at: datetime) -> Row:
    """Return one line; needs state, incident and things selected."""
    card = LoanCard.of(loan)
    zh = not is_english()
    due = loan.state.due_back
    mine = {loan.origin: "lent", loan.borrower: "borrowed"}.get(person.origin, "")
    return Row(
        card=card,
        due=due,
        late=card.status == LoanStatus.OUT and due < at,
        thing=card.name_zh if zh else card.name_en,
        unit=card.unit_zh if zh else card.unit_en,
        status=str(LoanStatus(card.status).label),
        incident=loan.incident.title if loan.incident else "",
        asked=str(Ask(card.pending["ask"]).label) if card.pending else "",
        mine=mine,
        at=loan.state.updated_at,
    )


def overview(person: Person, side: str) -> dict[str, Any]:
    """Return the lists of loans, the matrix and the sheets."""
    at = now()
    rows = loans_of(
        person,
        lender=person.origin if side == "lent" else None,
        borrower=person.origin if side == "borrowed" else None,
    )
    out = [row_of(loan, person, at) for loan in rows.filter(state__status="out")[:MOST]]
    ended = rows.exclude(state__status="out").order_by("-state__updated_at")[:ENDED]
    sheets = [SheetCard.of(sheet) for sheet in sheets_open_to(person)[:ENDED]]
    return {
        "side": side if side in SIDES else "all",
        "out": out,
        "late": sum(row.late for row in out),
        "ended": [row_of(loan, person, at) for loan in ended],
        "balances": balances(person),
        "sheets": [sheet_line(sheet) for sheet in sheets],
        "read_at": at,
        "may_settle": may_answer(person),
    }


def one(loan: Loan, person: Person) -> dict[str, Any]:
    """Return what the live part of a loan's page shows."""
    at = now()
    row = row_of(loan, person, at)
    running: dict[str, Decimal] = {}
    if row.card.status == LoanStatus.OUT:
        running = hours_so_far(loan, at)
    return {
        "row": row,
        "asked_until": moment_of(row.card.pending["until"]) if row.card.pending else None,
        "ledger": [
            (posting, str(Account(posting.account).label), moment_of(posting.at))
            for posting in postings_of(loan)
        ],
        "running": [(str(Account(key).label), value) for key, value in running.items()],
        "read_at": at,
        "lent_at": loan.lent_at,
        "first_due": loan.due_back,
    }


def acts(loan: Loan, person: Person) -> dict[str, Any]:
    """Return which acts the page offers: the door decides all the same."""
    side = person.origin
    may = may_answer(person) and side in (loan.origin, loan.borrower)
    out = may and loan.state.status == LoanStatus.OUT
    pending = loan.state.pending
    answers = pending is not None and side == (
        loan.origin if pending["ask"] == Ask.EXTENSION else loan.borrower
    )
    return {
        "key": new_id(),
        "may_answer": out and answers,
        "may_extend": out and pending is None and side == loan.borrower,
        "may_recall": out and pending is None and side == loan.origin,
        "may_write_off": out,
        "may_count": may and side == loan.origin and loan.state.status == LoanStatus.HOME,
        "may_correct": may,
        "is_team": loan.deployment.team_id is not None,
    }


def sheet_line(card: SheetCard) -> dict[str, Any]:
    """Return a sheet as a list shows it."""
    return {
        "card": card,
        "status": str(SheetStatus(card.status).label),
        "at": moment_of(card.at),
        "starts": moment_of(card.starts_at) if card.starts_at else None,
        "ends": moment_of(card.ends_at) if card.ends_at else None,
    }


def sheet_page(sheet: Sheet, person: Person) -> dict[str, Any]:
    """Return what the page of a sheet shows."""
    card = SheetCard.of(sheet)
    zh = not is_english()
    lines = [
        {
            **line,
            "thing": line["name_zh"] if zh else line["name_en"],
            "label": str(Account(line["account"]).label),
        }
        for line in card.content.get("lines", [])
    ]
    mine = person.origin
    signs = holds(person, COMMANDING, region=mine) and mine in (card.one, card.other)
    draft = card.status == SheetStatus.DRAFT
    return {
        **sheet_line(card),
        "lines": lines,
        "incident": sheet.incident,
        "versions": versions_of(sheet),
        "signatures": [
            (code, moment_of(card.signed[code]) if code in card.signed else None)
            for code in (card.one, card.other)
        ],
        "may_sign": draft and signs and mine not in card.signed,
        "may_redraw": draft and may_answer(person) and mine in (card.one, card.other),
        "may_settle": signs and card.status == SheetStatus.SIGNED,
        "read_at": now(),
    }


def new_sheet(person: Person) -> dict[str, Any]:
    """Return what the form of a new sheet offers."""
    known = [code for code in (*regions.CITIES, regions.REGION) if code != person.origin]
    mine = loans_of(person).exclude(incident=None).order_by().values("incident")
    incidents = Incident.objects.filter(pk__in=mine).order_by("-occurred_at")
    return {
        "others": known,
        "incidents": list(incidents[:MOST]),
        "may": may_answer(person),
        "key": new_id(),
    }


def may_answer(person: Person) -> bool:
    """Return whether a person answers for the forces of their authority."""
    return holds(person, MAY_ANSWER, region=person.origin)


def sees_loans(person: Person) -> bool:
    """Return whether a person is on duty for one of the sides at all."""
    return bool(sides_of(person))


def moment_of(iso: str) -> datetime:
    """Return a time of a card."""
    return datetime.fromisoformat(iso)
