"""The facts about lots, checks and dates that run out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from command.core.tongues import is_english
from resources.register.kinds import DateSubject

Words = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class LotEntered(Event):
    """A lot was entered under a stock."""

    kind: ClassVar[str] = "lot.entered"
    says: ClassVar[str | Promise] = _("{depot}: lot {number}, {quantity} {supply}")
    lot_id: str
    stock_id: str
    depot: str
    number: str
    quantity: int
    supply_name: list[str]

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the supply in the language of the reader."""
        return {"supply": named(payload["supply_name"])}


@dataclass(frozen=True, kw_only=True)
class LotChanged(Event):
    """A lot was changed or counted anew; ``reason`` says why."""

    kind: ClassVar[str] = "lot.changed"
    says: ClassVar[str | Promise] = _("{depot}: lot {number} now {quantity}. {reason}")
    lot_id: str
    stock_id: str
    depot: str
    number: str
    quantity: int
    reason: str
    cause: str = ""

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say why when nobody did: the stock shrank, and this was the next to run out."""
        if payload.get("cause") == "settled":
            return {"reason": str(_("Taken first because it expires first."))}
        return {}


@dataclass(frozen=True, kw_only=True)
class ThingChecked(Event):
    """A lot, or a vehicle or piece of equipment, was looked over."""

    kind: ClassVar[str] = "thing.checked"
    says: ClassVar[str | Promise] = _("{name} checked: {result}. {note}")
    check_id: str
    name: str
    is_passed: bool
    note: str
    next_check: str | None

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the result in words."""
        return {"result": str(_("passed") if payload["is_passed"] else _("not passed"))}


@dataclass(frozen=True, kw_only=True)
class DateNear(Event):
    """A date of the register is near, or has come: an expiry, or a check."""

    kind: ClassVar[str] = "date.near"
    says: ClassVar[str | Promise] = _("{subject}: {name}, due {due} ({left})")
    alert_id: str
    subject: str
    name: str
    due: str
    days_left: int

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the subject by name, and the days in words."""
        left = payload["days_left"]
        if left < 0:
            said = str(_("%(days)d days late")) % {"days": -left}
        elif left == 0:
            said = str(_("today"))
        else:
            said = str(_("in %(days)d days")) % {"days": left}
        return {"subject": str(DateSubject(payload["subject"]).label), "left": said}


def named(pair: list[str]) -> str:
    """Return a pair of Chinese and English names in the language of the reader."""
    return pair[1 if is_english() else 0] if pair else ""
