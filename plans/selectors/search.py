"""Finding plans: facets, and full text in Chinese and English."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    F,
    FloatField,
    Func,
    Max,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Concat
from django.utils.timezone import localdate

from command.core import regions
from command.core.models import Person
from command.core.policies import scopes_of
from plans import words as cutting
from plans.models import MAKING, Plan, PlanText, PlanVersion
from plans.selectors.excerpts import Piece, excerpt, hit_of, pieces
from plans.selectors.plans import PlanCard, cities_of, visible_to, with_versions

State = PlanVersion.State
PAGE = 50
DUE = "due"  # in force, and past its day of revision
IN_MAKING = "making"
STATES = (*State.values, IN_MAKING, DUE)


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
) -> Findings:
    """Return the plans that ``person`` may read and that are asked for, the best first.

    Without words, by city and title. Six queries at most.
    """
    plans = _narrowed(person, kind, city, level, event_type, state, department)
    asked = cutting.asked(words)
    if not asked:
        page = plans.order_by("city", "title", "pk")[offset : offset + limit]
        cards = [PlanCard.of(plan) for plan in with_versions(page)]
        found = [Found(card, *_titles(card, None)) for card in cards]
        return Findings(plans.count(), found)
    texts = _readable(person).filter(version__plan__in=plans)
    strict = texts.filter(_matches(_query(asked, " && ")))
    loose = len(asked) > 1 and not strict.exists()
    query = _query(asked, " || ") if loose else _query(asked, " && ")
    matching = texts.filter(_matches(query)) if loose else strict
    rank = Func(F("words"), query, Value(1), function="ts_rank", output_field=FloatField())
    ranked = (
        matching.values("version__plan")
        .annotate(rank=Max(rank))
        .order_by("-rank", "version__plan")
    )
    keys = [row["version__plan"] for row in ranked[offset : offset + limit]]
    total = matching.values("version__plan").distinct().count()
    return Findings(total, _shown(keys, asked, matching), loose)


def _shown(keys: list[UUID], asked: list[str], matching: QuerySet[PlanText]) -> list[Found]:
    cards = {
        plan.pk: PlanCard.of(plan) for plan in with_versions(Plan.objects.filter(pk__in=keys))
    }
    told = matching.filter(version__plan__in=keys).order_by("version__state")
    bodies = dict(told.values_list("version__plan", "body"))  # “published” comes late, and wins
    hit = hit_of(asked)
    return [
        Found(cards[key], *_titles(cards[key], hit), excerpt(bodies.get(key, ""), hit))
        for key in keys
    ]


def _titles(
    card: PlanCard, hit: re.Pattern[str] | None
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    return pieces(card.title, hit), pieces(card.title_en, hit)


def _readable(person: Person) -> QuerySet[PlanText]:
    """Return the texts ``person`` may read: those in force, and the drafts of one's own."""
    scopes = scopes_of(person)
    if regions.REGION in scopes:
        return PlanText.objects.all()
    own = Q(version__plan__city__in=cities_of(scopes))
    return PlanText.objects.filter(Q(version__state=State.PUBLISHED) | own)


def _narrowed(
    person: Person,
    kind: str,
    city: str,
    level: int,
    event_type: str,
    state: str,
    department: str,
) -> QuerySet[Plan]:
    plans = visible_to(person)
    told = {"kind": kind, "city": city, "department": department}
    plans = plans.filter(**{name: value for name, value in told.items() if value})
    if level:
        of_level = _readable(person).filter(levels__contains=[level])
        plans = plans.filter(pk__in=of_level.values("version__plan"))
    if event_type:
        plans = _of_type(plans, event_type)
    if state:
        plans = plans.filter(pk__in=_in_state(person, state).values("plan"))
    return plans


def _of_type(plans: QuerySet[Plan], code: str) -> QuerySet[Plan]:
    """Return the plans for a type of event: what they name covers it, or lies within it."""
    wider = [code[:length] for length in range(2, len(code) + 1)]
    listed: Any = Func(
        F("event_types"), Value(" "), function="array_to_string", output_field=TextField()
    )
    told = plans.alias(listed=Concat(Value(" "), listed, output_field=TextField()))
    return told.filter(Q(event_types__overlap=wider) | Q(listed__contains=f" {code}"))


def _in_state(person: Person, state: str) -> QuerySet[PlanVersion]:
    versions = PlanVersion.objects.all()
    if state == DUE:
        return versions.filter(state=State.PUBLISHED, review_due__lt=localdate())
    versions = versions.filter(state__in=MAKING if state == IN_MAKING else [state])
    scopes = scopes_of(person)
    if state in {State.PUBLISHED, State.SUPERSEDED} or regions.REGION in scopes:
        return versions
    return versions.filter(plan__city__in=cities_of(scopes))


def _query(asked: list[str], joint: str) -> Func:
    return Func(*map(_word, asked), template="(%(expressions)s)", arg_joiner=joint)


def _word(word: str) -> Func:
    exact = Func(Value(cutting.exactly(word)), template="%(expressions)s::tsquery")
    if not cutting.is_latin(word):
        return exact
    stem = Func(Value("english"), Value(f"{word}:*"), function="to_tsquery")
    return Func(exact, stem, template="(%(expressions)s)", arg_joiner=" || ")


def _matches(query: Func) -> Func:
    return Func(
        F("words"),
        query,
        template="(%(expressions)s)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )
