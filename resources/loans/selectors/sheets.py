"""Settlement sheets: what goes on one, and who may see it."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core.errors import NotThere
from command.core.models import Person
from resources.loans.folds import DRAWN
from resources.loans.lifecycle import OWED
from resources.loans.models import LoanRate, Posting, Sheet, SheetChange
from resources.loans.selectors.cards import LoanCard, plain
from resources.loans.selectors.rates import rate_of
from resources.loans.selectors.sight import sides_of

NOTHING = Decimal(0)


def sheets_open_to(person: Person) -> QuerySet[Sheet]:
    """Return the sheets of one's authority."""
    sides = sides_of(person)
    rows = Sheet.objects.filter(Q(one__in=sides) | Q(other__in=sides))
    return rows.select_related("state")


def seen_sheet(sheet_id: UUID, person: Person) -> Sheet:
    """Return a sheet. Raises ``NotThere`` when hidden or missing."""
    sheet = sheets_open_to(person).filter(pk=sheet_id).first()
    if sheet is None:
        raise NotThere(_("No such thing, or not visible to you."), id=str(sheet_id))
    return sheet


def versions_of(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the versions of a sheet, newest first. One query."""
    rows = SheetChange.objects.filter(sheet=sheet, kind=DRAWN).order_by("step")
    found = [
        {"version": place, "digest": row.data["digest"], "at": row.occurred_at}
        for place, row in enumerate(rows, 1)
    ]
    return found[::-1]


def compiled(
    one: str,
    other: str,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    incident: UUID | None = None,
    exercise: UUID | None = None,
) -> tuple[dict[str, Any], str]:
    """Return the content of a sheet and its digest: what the pair owes and has not signed.

    Rates are those in force for the lender; each line says its rate, its source and
    whether the cities have agreed to it.
    """
    pair = Q(loan__origin=one, loan__borrower=other) | Q(loan__origin=other, loan__borrower=one)
    rows = Posting.objects.filter(
        pair, account__in=OWED, settled__isnull=True, exercise=exercise
    )
    if incident is not None:
        rows = rows.filter(loan__incident=incident)
    else:
        rows = rows.filter(posted_at__gte=starts_at, posted_at__lt=ends_at)
    things = (
        "loan__state",
        "loan__deployment__stock__supply",
        "loan__deployment__asset__supply",
    )
    postings = list(rows.select_related(*things).order_by("posted_at", "pk"))
    lines = _lines(postings)
    owed = {one: NOTHING, other: NOTHING}
    for line in lines:
        owed[line["lender"]] += Decimal(line["yuan"])
    net = owed[one] - owed[other]
    creditor, debtor = (one, other) if net >= 0 else (other, one)
    content = {
        "lines": lines,
        "totals": {code: plain(total) for code, total in owed.items()},
        "net": {"debtor": debtor, "creditor": creditor, "yuan": plain(abs(net))},
        "illustrative": any(not line["agreed"] for line in lines),
        "postings": [str(row.pk) for row in postings],
    }
    body = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return content, sha256(body).hexdigest()


def _lines(postings: list[Posting]) -> list[dict[str, Any]]:
    amounts: dict[tuple[UUID, str], Decimal] = defaultdict(Decimal)
    loans = {}
    for row in postings:
        loans[row.loan_id] = row.loan
        sign = 1 if row.creditor == row.loan.origin else -1
        amounts[row.loan_id, row.account] += sign * row.amount
    rates: dict[str, list[LoanRate]] = {
        lender: LoanRate.in_force.of(lender)
        for lender in {one.origin for one in loans.values()}
    }
    lines = []
    for (loan_id, account), amount in amounts.items():
        loan = loans[loan_id]
        if not amount:
            continue
        rate = rate_of(rates[loan.origin], account, loan.what)
        yuan = rate.yuan if rate else NOTHING
        card = LoanCard.of(loan)
        lines.append(
            {
                "loan": card.id,
                "number": card.number,
                "lender": card.lender,
                "borrower": card.borrower,
                "name": card.name,
                "name_zh": card.name_zh,
                "name_en": card.name_en,
                "account": account,
                "amount": plain(amount),
                "rate": plain(yuan),
                "rule": rate.code if rate else "",
                "basis": rate.basis if rate else "",
                "agreed": bool(rate and rate.is_agreed),
                "yuan": plain(amount * yuan),
            }
        )
    return sorted(lines, key=lambda line: (line["number"], line["account"]))
