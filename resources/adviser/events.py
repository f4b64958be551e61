"""The facts that the adviser records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from resources.adviser.words import aim_name, thing_name, with_unit

Said = str | Promise
Words = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class AdviceGiven(Event):
    """The adviser was asked, and has answered at once; the proof follows."""

    kind: ClassVar[str] = "advice.given"
    says: ClassVar[Said] = _("Dispatch advice asked for {needs}")
    advice_id: str
    numbers: list[str]

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Name the needs."""
        return {"needs": str(_(", ")).join(payload["numbers"])}


@dataclass(frozen=True, kw_only=True)
class AdviceProven(Event):
    """The solver has answered: better plans, or the proof that there are none."""

    kind: ClassVar[str] = "advice.proven"
    says: ClassVar[Said] = _("Dispatch advice: three plans, {proven} of them proven best")
    advice_id: str
    proven: int
    took_ms: int


@dataclass(frozen=True, kw_only=True)
class AdviceChosen(Event):
    """A plan was chosen; its requests, orders and signatures are on their way."""

    kind: ClassVar[str] = "advice.chosen"
    says: ClassVar[Said] = _("Plan “{plan}” chosen: decision {decision}, {requests}")
    advice_id: str
    aim: str
    decision: str
    numbers: list[str]
    orders: int
    signatures: int

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Name the plan and the requests."""
        numbers = str(_(", ")).join(payload["numbers"])
        return {
            "plan": aim_name(payload["aim"]),
            "requests": numbers or str(_("no request to others")),
        }


@dataclass(frozen=True, kw_only=True)
class AboutFloor:
    """Names the floor; the fields of the facts about one."""

    breach_id: str
    city: str
    what: str
    broken: int

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say city, thing and amount by name."""
        return {
            "city": regions.name(payload["city"]),
            "what": thing_name(payload["what"]),
            "amount": with_unit(payload["broken"], payload["what"]),
        }


@dataclass(frozen=True, kw_only=True)
class SignatureWanted(AboutFloor, Event):
    """A plan would go below a city's floor: the city is asked to sign."""

    kind: ClassVar[str] = "floor_breach.raised"
    says: ClassVar[Said] = _("{city} is asked to sign: {what} {amount} below its reserve floor")


@dataclass(frozen=True, kw_only=True)
class SignatureGiven(AboutFloor, Event):
    """The city has signed for going below its floor, or has refused."""

    kind: ClassVar[str] = "floor_breach.answered"
    says: ClassVar[Said] = _("{city}, {what} {amount} below its floor: {answered}. {reason}")
    is_signed: bool
    reason: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the answer, too."""
        answered = _("signed") if payload["is_signed"] else _("refused to sign")
        return {**super().words(payload), "answered": str(answered)}
