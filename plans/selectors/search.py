"""Finding plans: facets, and full text in Chinese and English."""

import re
from dataclasses import dataclass
from uuid import UUID

from command.core.models import Person
from plans import words as cutting
from plans.models import Plan
from plans.selectors.excerpts import Piece, excerpt, hit_of, pieces
from plans.selectors.hits import Hits, hits_of
from plans.selectors.narrow import DUE, IN_MAKING, STATES, By, readable
from plans.selectors.plans import PlanCard, visible_to, with_versions

PAGE = 20
__all__ = ["DUE", "IN_MAKING", "PAGE", "STATES", "Findings", "Found", "search"]


@dataclass(frozen=True, slots=True)
class Found:
    """A plan that was found; ``excerpt`` is where in its text."""

    card: PlanCard
    title: tuple[Piece, ...]
    title_en: tuple[Piece, ...]
    excerpt: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """A page of what was found; ``loose``: no plan has all of the words, these have some."""

    total: int
    found: list[Found]
    loose: bool = False


def search(
    person: Person,
    words: str = "",
    *,
    kind: str = "",
    city: str = "",
    level: int = 0,
    event_type: str = "",
    state: str = "",
    department: str = "",
    offset: int = 0,
    limit: int = PAGE,
    excerpts: bool = True,
) -> Findings:
    """Return the plans that ``person`` may read and that are asked for, the best first.

    Without words, by city and title. No document is read; six queries at most.
    """
    by = By(kind, city, level, event_type, state, department)
    asked = cutting.asked(words)
    if not asked:
        plans = by.narrow(visible_to(person), person)
        page = plans.order_by("city", "title", "pk")[offset : offset + limit]
        cards = [PlanCard.of(plan) for plan in with_versions(page)]
        found = [Found(card, *_titles(card, None)) for card in cards]
        return Findings(plans.count(), found)
    hits = hits_of(person, asked, by, offset=offset, limit=limit)
    return Findings(hits.total, _shown(person, hits, asked, excerpts=excerpts), hits.loose)


def _shown(person: Person, hits: Hits, asked: list[str], *, excerpts: bool) -> list[Found]:
    plans = with_versions(Plan.objects.filter(pk__in=hits.keys))
    cards = {plan.pk: PlanCard.of(plan) for plan in plans}
    bodies: dict[UUID, str] = {}
    if excerpts:  # of these plans only; “published” comes late, and wins
        told = readable(person).filter(version__plan__in=hits.keys).order_by("version__state")
        bodies = dict(told.values_list("version__plan", "body"))
    hit = hit_of(asked)
    return [
        Found(cards[key], *_titles(cards[key], hit), excerpt(bodies.get(key, ""), hit))
        for key in hits.keys
        if key in cards
    ]


def _titles(
    card: PlanCard, hit: re.Pattern[str] | None
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    return pieces(card.title, hit), pieces(card.title_en, hit)
