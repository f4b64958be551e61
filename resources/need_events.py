"""The facts of needs, and of what was promised and is not any more."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from resources.events import Words, thing, unit


@dataclass(frozen=True, kw_only=True)
class NeedStated(Event):
    """An incident lacks something."""

    kind: ClassVar[str] = "need.stated"
    says: ClassVar[str | Promise] = _("{number}: {quantity} {unit} of {thing} needed. {place}")
    need_id: str
    number: str
    team_kind: str
    supply_name: list[str]
    supply_unit: list[str]
    quantity: int
    place: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the thing by name."""
        return {"thing": thing(payload), "unit": unit(payload)}


@dataclass(frozen=True, kw_only=True)
class NeedClosed(Event):
    """A need is met, or there is none any more."""

    kind: ClassVar[str] = "need.closed"
    says: ClassVar[str | Promise] = _("{number} closed: {reason}")
    need_id: str
    number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AnswerWithdrawn(Event):
    """A city took back what it had promised and not yet ordered."""

    kind: ClassVar[str] = "request.answer_withdrawn"
    says: ClassVar[str | Promise] = _(
        "{number}: {city} takes back {quantity} {unit} of {thing}. {reason}"
    )
    request_id: str
    number: str
    city: str
    quantity: int
    reason: str
    team_kind: str
    supply_name: list[str]
    supply_unit: list[str]

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say city and thing by name."""
        city = regions.name(payload["city"])
        return {"city": city, "thing": thing(payload), "unit": unit(payload)}


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(Event):
    """The giver takes an offer back."""

    kind: ClassVar[str] = "offer.withdrawn"
    says: ClassVar[str | Promise] = _("{number}: the offer is withdrawn. {reason}")
    offer_id: str
    number: str
    reason: str
