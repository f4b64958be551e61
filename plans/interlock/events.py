"""The facts that the interlock records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from command.core import regions
from command.core.events import Event
from command.core.tongues import is_english
from plans.interlock.lifecycle import Answer

Words = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class OfShortfall:
    """What every fact about a shortfall says."""

    shortfall_id: str
    matter: str
    giver: str
    taker: str
    what: str
    what_name: list[str]
    wanted: int
    found: int
    title: str
    title_en: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say cities, things and plans by name."""
        in_chinese = not is_english()
        title = payload["title"] if in_chinese else payload["title_en"] or payload["title"]
        answer = payload.get("answer") or ""
        anyone = pgettext("city", "any of the others")
        return {
            **payload,
            "thing": payload["what_name"][0 if in_chinese else 1],
            "giver": regions.name(payload["giver"]) if payload["giver"] else anyone,
            "taker": regions.name(payload["taker"]) if payload["taker"] else anyone,
            "title": title,
            "answer": str(Answer(answer).label) if answer else "",
        }


@dataclass(frozen=True, kw_only=True)
class PromiseMissing(OfShortfall, Event):
    """A plan counts on another city, which has not promised it."""

    kind: ClassVar[str] = "promise.missing"
    says: ClassVar[str | Lazy] = _(
        "“{title}” of {taker} counts on {giver} for {thing}: {wanted}, {found} promised"
    )


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(OfShortfall, Event):
    """A city has promised what it could not give tonight."""

    kind: ClassVar[str] = "promise.broken"
    says: ClassVar[str | Lazy] = _(
        "{giver} promises {taker} in “{title}” {thing}: {wanted}, {found} there tonight"
    )


@dataclass(frozen=True, kw_only=True)
class PromiseTaken(OfShortfall, Event):
    """Somebody of the city that has to answer sees to it."""

    kind: ClassVar[str] = "promise.taken"
    says: ClassVar[str | Lazy] = _("{actor} took on {thing}, {giver} for {taker}")


@dataclass(frozen=True, kw_only=True)
class PromiseUntaken(OfShortfall, Event):
    """Nobody has taken it on: the next who may are called."""

    kind: ClassVar[str] = "promise.untaken"
    says: ClassVar[str | Lazy] = _(
        "Nobody has taken it on for {minutes} min: {thing}, {giver} for {taker}"
    )
    minutes: int


@dataclass(frozen=True, kw_only=True)
class PromiseAnswered(OfShortfall, Event):
    """Its owner answered for a promise that does not hold."""

    kind: ClassVar[str] = "promise.answered"
    says: ClassVar[str | Lazy] = _(
        "{actor} answered for {thing}, {giver} for {taker}: {answer}. {reason}"
    )
    answer: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PromiseUnanswered(OfShortfall, Event):
    """Nobody answered in time; the commander hears of it."""

    kind: ClassVar[str] = "promise.unanswered"
    says: ClassVar[str | Lazy] = _(
        "Not answered in time: {thing}, {giver} for {taker}: {wanted}, {found} there"
    )


@dataclass(frozen=True, kw_only=True)
class PromiseHolds(OfShortfall, Event):
    """A promise holds again, or is made no longer."""

    kind: ClassVar[str] = "promise.holds"
    says: ClassVar[str | Lazy] = _("Settled: {thing}, {giver} for {taker}")
