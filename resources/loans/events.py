"""The facts that the loans room records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from resources.events import thing, unit
from resources.loans.lifecycle import Account, Ask

Words = Mapping[str, Any]


def when(iso: str) -> str:
    """Say a time as people read it."""
    return f"{localtime(datetime.fromisoformat(iso)):%m-%d %H:%M}" if iso else ""


@dataclass(frozen=True, kw_only=True)
class OfLoan:
    """What every fact about a loan says."""

    loan_id: str
    number: str
    lender: str
    borrower: str
    name: str
    quantity: int
    team_kind: str
    supply_name: list[str]
    supply_unit: list[str]

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say cities, things and times by name."""
        what = payload["name"]
        if payload["supply_name"]:
            what = f"{thing(payload)} {payload['quantity']} {unit(payload)}"
        return {
            "lender": regions.name(payload["lender"]),
            "borrower": regions.name(payload["borrower"]),
            "what": what,
            "until": when(payload.get("until") or ""),
            "due": when(payload.get("due") or ""),
        }


@dataclass(frozen=True, kw_only=True)
class LoanBegun(OfLoan, Event):
    """Something of one city goes to another city's incident."""

    kind: ClassVar[str] = "loan.begun"
    says: ClassVar[str | Promise] = _("{number}: {lender} lends {borrower} {what} until {due}")
    due: str


@dataclass(frozen=True, kw_only=True)
class LoanAsked(OfLoan, Event):
    """One side asks the other to keep it longer, or to give it back early."""

    kind: ClassVar[str] = "loan.asked"
    says: ClassVar[str | Promise] = _("{number}, {what}: “{asked}” until {until}. {reason}")
    ask: str
    until: str
    reason: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say what is asked."""
        said = super().words(payload)
        return {**said, "asked": str(Ask(payload["ask"]).label)}


@dataclass(frozen=True, kw_only=True)
class LoanAnswered(OfLoan, Event):
    """The other side answered."""

    kind: ClassVar[str] = "loan.answered"
    says: ClassVar[str | Promise] = _("{number}, {what}: “{asked}” {answered}. {reason}")
    ask: str
    is_accepted: bool
    until: str
    reason: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say what was asked, and the answer."""
        said = super().words(payload)
        answered = str(_("accepted") if payload["is_accepted"] else _("declined"))
        if payload["is_accepted"] and payload["until"]:
            answered = f"{answered} ({when(payload['until'])})"
        return {**said, "asked": str(Ask(payload["ask"]).label), "answered": answered}


@dataclass(frozen=True, kw_only=True)
class LoanOverdue(OfLoan, Event):
    """A loan is late; said once at each rung."""

    kind: ClassVar[str] = "loan.overdue"
    says: ClassVar[str | Promise] = _(
        "{number} is overdue: {borrower} has had {what} of {lender} since {due}"
    )
    due: str
    rung: int
    told: str


@dataclass(frozen=True, kw_only=True)
class LoanWrittenOff(OfLoan, Event):
    """Something that is lent was used up, lost or damaged."""

    kind: ClassVar[str] = "loan.written_off"
    says: ClassVar[str | Promise] = _(
        "{number}, {what}: {consumed} used up, {lost} lost, {damaged} damaged. {reason}"
    )
    consumed: int
    lost: int
    damaged: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class LoanReturned(OfLoan, Event):
    """A loan is home and counted."""

    kind: ClassVar[str] = "loan.returned"
    says: ClassVar[str | Promise] = _(
        "{number}, {what}: {back} came back to {lender}, {consumed} used up, {lost} lost,"
        " {damaged} damaged. {reason}"
    )
    back: int
    consumed: int
    lost: int
    damaged: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class LoanRecounted(LoanReturned):
    """The lender counted again what had come home."""

    kind: ClassVar[str] = "loan.recounted"
    says: ClassVar[str | Promise] = _(
        "{number}, {what}: counted again, {back} came back, {consumed} used up, {lost} lost,"
        " {damaged} damaged. {reason}"
    )


@dataclass(frozen=True, kw_only=True)
class LoanCancelled(OfLoan, Event):
    """The order was cancelled before anything left."""

    kind: ClassVar[str] = "loan.cancelled"
    says: ClassVar[str | Promise] = _("{number}, {what}: cancelled")


@dataclass(frozen=True, kw_only=True)
class LoanCorrected(OfLoan, Event):
    """A posting was put right by one the other way round."""

    kind: ClassVar[str] = "loan.corrected"
    says: ClassVar[str | Promise] = _(
        "{number}: {account} corrected from {before} to {after}. {reason}"
    )
    posting_id: str
    account: str
    before: str
    after: str
    reason: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the account by name."""
        said = super().words(payload)
        return {**said, "account": str(Account(payload["account"]).label)}


@dataclass(frozen=True, kw_only=True)
class OfSheet:
    """What every fact about a settlement sheet says."""

    sheet_id: str
    number: str
    one: str
    other: str
    version: int
    digest: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the pair by name."""
        found = {key: regions.name(payload[key]) for key in ("one", "other")}
        if "authority" in payload:
            found["authority"] = regions.name(payload["authority"])
        return found


@dataclass(frozen=True, kw_only=True)
class SheetDrawn(OfSheet, Event):
    """A version of a settlement sheet was drawn up."""

    kind: ClassVar[str] = "sheet.drawn"
    says: ClassVar[str | Promise] = _(
        "Settlement {number} of {one} and {other}: version {version} drawn up"
    )


@dataclass(frozen=True, kw_only=True)
class SheetSigned(OfSheet, Event):
    """One side signed a version."""

    kind: ClassVar[str] = "sheet.signed"
    says: ClassVar[str | Promise] = _(
        "Settlement {number}, version {version}: signed for {authority}"
    )
    authority: str


@dataclass(frozen=True, kw_only=True)
class SheetSettled(OfSheet, Event):
    """What was signed has been paid or set off."""

    kind: ClassVar[str] = "sheet.settled"
    says: ClassVar[str | Promise] = _("Settlement {number} is settled. {remark}")
    remark: str
