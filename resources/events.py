"""The facts that the resources room records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from command.core.tongues import is_english
from resources.lifecycle import Answer, DeploymentStatus, Readiness, TeamKind

Words = Mapping[str, Any]


def thing(payload: Words) -> str:
    """Return the name of what is asked for or given, in the language of the reader."""
    if payload.get("team_kind"):
        return str(TeamKind(payload["team_kind"]).label)
    pair = payload.get("supply_name") or ["", ""]
    return str(pair[_language()])


def unit(payload: Words) -> str:
    """Return the unit of it; a team's is a team."""
    if payload.get("team_kind"):
        return str(_("team(s)"))
    pair = payload.get("supply_unit") or ["", ""]
    return str(pair[_language()])


def _language() -> int:
    return 1 if is_english() else 0


@dataclass(frozen=True, kw_only=True)
class TeamRegistered(Event):
    """A team entered the register."""

    kind: ClassVar[str] = "team.registered"
    says: ClassVar[str | Promise] = _("{team_kind} team {name} registered in {region}")
    team_id: str
    name: str
    team_kind: str
    region: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say kind and region by name."""
        return {"team_kind": thing(payload), "region": regions.name(payload["region"])}


@dataclass(frozen=True, kw_only=True)
class TeamReadied(Event):
    """A city said whether its team may be called."""

    kind: ClassVar[str] = "team.readied"
    says: ClassVar[str | Promise] = _("{name} is now: {readiness}. {reason}")
    team_id: str
    name: str
    readiness: str
    reason: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the readiness by name."""
        return {"readiness": str(Readiness(payload["readiness"]).label)}


@dataclass(frozen=True, kw_only=True)
class TeamJoined(Event):
    """A person joined a team."""

    kind: ClassVar[str] = "team.joined"
    says: ClassVar[str | Promise] = _("{name} has a new member")
    team_id: str
    name: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class TeamLeft(Event):
    """A person left a team."""

    kind: ClassVar[str] = "team.left"
    says: ClassVar[str | Promise] = _("A member has left {name}")
    team_id: str
    name: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class StockRegistered(Event):
    """A stock entered the register."""

    kind: ClassVar[str] = "stock.registered"
    says: ClassVar[str | Promise] = _("{depot} registers {quantity} {unit} of {thing}")
    stock_id: str
    depot: str
    quantity: int
    supply_name: list[str]
    supply_unit: list[str]

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the supply by name."""
        return {"thing": thing(payload), "unit": unit(payload)}


@dataclass(frozen=True, kw_only=True)
class StockCounted(StockRegistered):
    """A stock was counted anew."""

    kind: ClassVar[str] = "stock.counted"
    says: ClassVar[str | Promise] = _("{depot} counts {quantity} {unit} of {thing}. {reason}")
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestMade(Event):
    """Something was asked of other cities."""

    kind: ClassVar[str] = "request.made"
    says: ClassVar[str | Promise] = _("{number}: {quantity} {unit} of {thing} asked of {asked}")
    request_id: str
    number: str
    team_kind: str
    supply_name: list[str]
    supply_unit: list[str]
    quantity: int
    asked: list[str]
    place: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say thing and cities by name."""
        asked = str(_(", ")).join(regions.name(code) for code in payload["asked"])
        return {"thing": thing(payload), "unit": unit(payload), "asked": asked}


@dataclass(frozen=True, kw_only=True)
class RequestAnswered(Event):
    """A city answered a request."""

    kind: ClassVar[str] = "request.answered"
    says: ClassVar[str | Promise] = _("{number}: {city} answers “{answer}” {amount}. {reason}")
    request_id: str
    number: str
    city: str
    answer: str
    quantity: int
    reason: str
    team_kind: str
    supply_name: list[str]
    supply_unit: list[str]

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say city, answer and amount by name."""
        amount = f"{payload['quantity']} {unit(payload)}" if payload["quantity"] else ""
        return {
            "city": regions.name(payload["city"]),
            "answer": str(Answer(payload["answer"]).label),
            "amount": amount,
        }


@dataclass(frozen=True, kw_only=True)
class RequestWithdrawn(Event):
    """The asker no longer needs it."""

    kind: ClassVar[str] = "request.withdrawn"
    says: ClassVar[str | Promise] = _("{number} withdrawn: {reason}")
    request_id: str
    number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OfferMade(Event):
    """A city offered something without having been asked."""

    kind: ClassVar[str] = "offer.made"
    says: ClassVar[str | Promise] = _("{number}: {city} offers {quantity} {unit} of {thing}")
    offer_id: str
    number: str
    city: str
    team_kind: str
    supply_name: list[str]
    supply_unit: list[str]
    quantity: int

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say city and thing by name."""
        city = regions.name(payload["city"])
        return {"city": city, "thing": thing(payload), "unit": unit(payload)}


@dataclass(frozen=True, kw_only=True)
class OfferAnswered(Event):
    """An offer was accepted or declined."""

    kind: ClassVar[str] = "offer.answered"
    says: ClassVar[str | Promise] = _("{number}: the offer is {answered}. {reason}")
    offer_id: str
    number: str
    is_accepted: bool
    reason: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the answer."""
        return {"answered": str(_("accepted") if payload["is_accepted"] else _("declined"))}


@dataclass(frozen=True, kw_only=True)
class DeploymentMoved(Event):
    """A deployment took a step; the first is the order."""

    kind: ClassVar[str] = "deployment.moved"
    says: ClassVar[str | Promise] = _("{lender} · {what}: {status}")
    deployment_id: str
    lender: str
    status: str
    name: str  # of the team; of the depot, where it is stock
    quantity: int
    people: int
    vehicles: int
    supply_name: list[str]
    supply_unit: list[str]
    reason: str = ""

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say lender, thing and status by name."""
        what = payload["name"]
        if payload["supply_name"]:
            what = f"{thing(payload)} {payload['quantity']} {unit(payload)}"
        return {
            "lender": regions.name(payload["lender"]),
            "what": what,
            "status": str(DeploymentStatus(payload["status"]).label),
        }
