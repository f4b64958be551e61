"""Everything the page of the adviser shows of one incident."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from command.core import regions
from command.core.models import Duty, Person
from command.core.policies import DESK, holds
from command.core.tongues import is_english
from incidents.models import Incident
from incidents.selectors.shares import shared_with
from resources.adviser.numbers import numbers_of
from resources.adviser.rights import may_sign
from resources.adviser.selectors.columns import PlanDrawn
from resources.adviser.selectors.cut import AdviceShown, latest
from resources.adviser.selectors.drawn import drawn
from resources.adviser.selectors.reading import BreachCard
from resources.adviser.selectors.signing import breaches_of
from resources.lifecycle import NeedPriority
from resources.models import Capability
from resources.rights import MAY_ASK
from resources.selectors import NeedCard, needs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """One need above the plans; ``asked`` says whether the advice answers it."""

    card: NeedCard
    name: str
    unit: str
    priority: str
    able: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A floor of a chosen plan, and whether the person may sign for it."""

    card: BreachCard
    city: str
    name: str
    unit: str
    post: str
    may_sign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """The page: needs on top, the plans, floors to sign for, and what one may do."""

    needs: list[NeedLine]
    advice: AdviceShown | None
    plans: list[PlanDrawn]
    floors: list[Floor]
    asked_at: datetime | None
    is_old: bool
    may_ask: bool
    may_choose: bool
    has_open: bool


def advised(incident: Incident, person: Person) -> Advised:
    """Return the page for a person who sees the incident. Some thirty queries at most."""
    every = needs_of(incident.pk)
    cards = [card for card in every if not card.closed]
    advice = latest(incident.pk, person)
    names = {card.what: _names(card) for card in every}
    codes = {code for card in cards for code in card.capabilities}
    able = {row.code: row.name for row in Capability.objects.filter(code__in=codes)}
    breaches = breaches_of(incident.pk, person)
    return Advised(
        needs=[_line(card, names, able) for card in cards],
        advice=advice,
        plans=drawn(advice, names) if advice else [],
        floors=[_floor(card, names, person) for card in breaches],
        asked_at=datetime.fromisoformat(advice.card.asked_at) if advice else None,
        is_old=bool(advice and advice.age > 60 * numbers_of(advice.card.origin).old_minutes),
        may_ask=takes_part(person, MAY_ASK, incident),
        may_choose=bool(
            advice
            and advice.card.origin == person.origin
            and takes_part(person, DESK, incident)
        ),
        has_open=any(card.unasked for card in cards),
    )


def takes_part(person: Person, posts: Any, incident: Incident) -> bool:
    """Return whether the doors would let a person through; as ``require_part`` judges."""
    shares = shared_with([incident.room_id]).get(incident.room_id, [])
    lead = incident.state.lead_authority
    return holds(person, posts, region=incident.region_id, room=incident.room_id) or any(
        holds(person, posts, region=part) for part in (lead, *shares)
    )


def _names(card: NeedCard) -> tuple[str, str]:
    if not is_english():
        return card.name_zh, card.unit_zh
    return card.name_en, card.unit_en


def _line(card: NeedCard, names: dict[str, tuple[str, str]], able: dict[str, str]) -> NeedLine:
    name, unit = names[card.what]
    return NeedLine(
        card=card,
        name=name,
        unit=unit,
        priority=str(NeedPriority(card.priority).label),
        able="、".join(able.get(code, code) for code in card.capabilities),
    )


def _floor(card: BreachCard, names: dict[str, tuple[str, str]], person: Person) -> Floor:
    name, unit = names.get(card.what, (card.what, ""))
    mine = card.city == person.origin and not card.answer
    return Floor(
        card=card,
        city=regions.name(card.city),
        name=name,
        unit=unit,
        post=str(Duty.Post(card.signed_by).label) if card.signed_by else "",
        may_sign=mine and holds(person, may_sign(card.signed_by), region=card.city),
    )
