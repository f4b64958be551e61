"""The public views of loans and settlement sheets: plain values, fit for JSON."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from command.core.times import iso, iso_or_none
from resources.lifecycle import TeamKind
from resources.loans.models import Loan, Posting, Sheet
from resources.models import Supply
from resources.selectors import kind_name

LOAN = ("state", "incident", "deployment__stock__supply", "deployment__asset__supply")


def is_team(what: str) -> bool:
    """Return whether ``what`` is a kind of team."""
    return what in TeamKind.values


def supply_of(loan: Loan) -> Supply | None:
    """Return the supply that is lent, if it is no team; needs it selected."""
    deployment = loan.deployment
    thing = deployment.stock or deployment.asset
    return thing.supply if thing is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCard:
    """A loan: ``quantity`` is ``out`` + ``back`` + ``consumed`` + ``lost``, always."""

    id: str
    number: str
    incident: str | None
    deployment: str
    request: str | None
    lender: str
    borrower: str
    what: str
    is_team: bool
    name: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    quantity: int
    people: int
    vehicles: int
    status: str
    lent_at: str
    due_back: str
    first_due: str
    term: str
    out: int
    back: int
    consumed: int
    lost: int
    damaged: int
    pending: dict[str, Any] | None
    rung: int
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, loan: Loan) -> Self:
        """Build the card; needs state and deployment's things selected, asks nothing then."""
        state, supply = loan.state, supply_of(loan)
        if supply is None:
            zh, en = kind_name(loan.what, "zh-hans"), kind_name(loan.what, "en")
            units = ("支", "team(s)")
        else:
            zh, en = supply.name_zh, supply.name_en
            units = (supply.unit_zh, supply.unit_en)
        return cls(
            id=str(loan.pk),
            number=loan.number,
            incident=str(loan.incident_id) if loan.incident_id else None,
            deployment=str(loan.deployment_id),
            request=str(loan.request_id) if loan.request_id else None,
            lender=loan.origin,
            borrower=loan.borrower,
            what=loan.what,
            is_team=supply is None,
            name=loan.name,
            name_zh=zh,
            name_en=en,
            unit_zh=units[0],
            unit_en=units[1],
            quantity=loan.quantity,
            people=loan.people,
            vehicles=loan.vehicles,
            status=state.status,
            lent_at=iso(loan.lent_at),
            due_back=iso(state.due_back),
            first_due=iso(loan.due_back),
            term=loan.term,
            out=state.out,
            back=state.back,
            consumed=state.consumed,
            lost=state.lost,
            damaged=state.damaged,
            pending=state.pending,
            rung=state.rung,
            origin=loan.origin,
            exercise=loan.exercise_id is not None,
            at=iso(state.updated_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingCard:
    """One posting: ``amount`` of an account is debited to one and credited to the other."""

    id: str
    loan: str
    account: str
    debtor: str
    creditor: str
    amount: str
    why: str
    detail: dict[str, Any]
    photo: str
    corrects: str | None
    corrected: bool
    frozen: bool
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, posting: Posting) -> Self:
        """Build the card; needs ``corrections`` and ``settled`` prefetched."""
        return cls(
            id=str(posting.pk),
            loan=str(posting.loan_id),
            account=posting.account,
            debtor=posting.debtor,
            creditor=posting.creditor,
            amount=plain(posting.amount),
            why=posting.why,
            detail=posting.detail,
            photo=posting.photo,
            corrects=str(posting.corrects_id) if posting.corrects_id else None,
            corrected=bool(posting.corrections.all()),
            frozen=bool(posting.settled.all()),
            origin=posting.origin,
            exercise=posting.exercise_id is not None,
            at=iso(posting.posted_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCard:
    """A settlement sheet with its newest version; ``signed`` maps authorities to times."""

    id: str
    number: str
    one: str
    other: str
    incident: str | None
    starts_at: str | None
    ends_at: str | None
    status: str
    version: int
    digest: str
    signed: dict[str, str]
    content: dict[str, Any]
    remark: str
    origin: str
    exercise: bool
    at: str

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        """Build the card; needs ``state`` selected, asks nothing then."""
        return cls(
            id=str(sheet.pk),
            number=sheet.number,
            one=sheet.one,
            other=sheet.other,
            incident=str(sheet.incident_id) if sheet.incident_id else None,
            starts_at=iso_or_none(sheet.starts_at),
            ends_at=iso_or_none(sheet.ends_at),
            status=sheet.state.status,
            version=sheet.state.version,
            digest=sheet.state.digest,
            signed=sheet.state.signed,
            content=sheet.state.content,
            remark=sheet.state.remark,
            origin=sheet.origin,
            exercise=sheet.exercise_id is not None,
            at=iso(sheet.state.updated_at),
        )


def plain(amount: Decimal) -> str:
    """Return an amount as text, always with two places."""
    return f"{amount:.2f}"
