"""The facts that plans at work record. Names and phones of contacts are in none of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from incidents.words import level as level_name
from plans.events import OfPlan


@dataclass(frozen=True, kw_only=True)
class OfActivation(OfPlan):
    """What every fact about a plan at work says first; no event by itself."""

    activation_id: str
    incident_id: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give level, places and lists in words."""
        told = {**super().words(payload)}
        told |= {n: level_name(payload[n]) for n in ("level", "before") if n in payload}
        if "authority" in payload:
            told["authority"] = regions.name(payload["authority"])
        if "keys" in payload:
            told["keys"] = ", ".join(payload["keys"])
        return told


@dataclass(frozen=True, kw_only=True)
class StartAsked(OfPlan, Event):
    """Somebody wants to start a plan and waits for signatures."""

    kind: ClassVar[str] = "start.asked"
    says = _("{actor} asks to start “{title}” of {city}: {wanted} must sign")
    request_id: str
    incident_id: str
    level: int
    signers: list[str] = field(default_factory=list)

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the authorities that sign by name."""
        named = ", ".join(regions.name(code) for code in payload.get("signers", []))
        return {**super().words(payload), "wanted": named}


@dataclass(frozen=True, kw_only=True)
class StartSigned(OfPlan, Event):
    """A commander has signed the start of a plan."""

    kind: ClassVar[str] = "start.signed"
    says = _("{actor} has signed the start of “{title}”")
    request_id: str
    incident_id: str
    authority: str


@dataclass(frozen=True, kw_only=True)
class StartRefused(OfPlan, Event):
    """A commander refused to sign, or whoever asked wants it no more."""

    kind: ClassVar[str] = "start.refused"
    says = _("The start of “{title}” is off: {reason}")
    request_id: str
    incident_id: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PlanStepped(OfActivation, Event):
    """A plan at work went up or down to another level."""

    kind: ClassVar[str] = "plan.stepped"
    says = _(
        "“{title}” now works at level {level} (before: {before}): "
        "{issued} steps more, {withdrawn} withdrawn. {reason}"
    )
    level: int
    before: int
    issued: int
    withdrawn: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class PlanAmended(OfActivation, Event):
    """A step of a plan at work was added, changed or left out."""

    kind: ClassVar[str] = "plan.amended"
    says = _("{actor} amended “{title}” at work, step {key}: {said}. {reason}")
    key: str
    what: str
    said: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ConditionConfirmed(OfActivation, Event):
    """Somebody confirmed a condition of a step by hand."""

    kind: ClassVar[str] = "plan.condition_confirmed"
    says = _("{actor} confirmed for step {key} of “{title}”: {said}")
    key: str
    said: str


@dataclass(frozen=True, kw_only=True)
class PlanEnded(OfActivation, Event):
    """A plan is at work no more."""

    kind: ClassVar[str] = "plan.ended"
    says = _(
        "“{title}” of {city} has ended: {withdrawn} tasks withdrawn, {handed} go on by hand. "
        "{reason}"
    )
    withdrawn: int
    handed: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class NoticesDelivered(OfActivation, Event):
    """Notices of a plan were handed over."""

    kind: ClassVar[str] = "notice.delivered"
    says = _("“{title}”: {people} notices handed over")
    people: int


@dataclass(frozen=True, kw_only=True)
class NoticeHanded(OfActivation, Event):
    """A notice of a plan came to the reader's own inbox."""

    kind: ClassVar[str] = "notice.handed"
    says = _("“{title}” has been activated: {text}")
    notice_id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class NoticeMarked(OfActivation, Event):
    """A notice of a plan was read or confirmed; by whom is in its row."""

    kind: ClassVar[str] = "notice.marked"
    says = _("“{title}”: a notice was {how}")
    notice_id: str
    stage: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the stage in words."""
        how = {"read": _("read"), "confirmed": _("confirmed")}
        return {**super().words(payload), "how": how.get(payload.get("stage", ""), "")}


@dataclass(frozen=True, kw_only=True)
class ContactsKept(Event):
    """A list of a city's book of contacts was changed; the names are in its rows."""

    kind: ClassVar[str] = "contacts.kept"
    says = _("{actor} changed the list “{list}” of {city}: {people} people")
    city: str
    list: str
    people: int

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the city by name."""
        return {**payload, "city": regions.name(payload.get("city", ""))}
