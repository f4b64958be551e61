"""Keeping the search table: for doors, in their transaction, and for its rebuilding."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Func, Value

from command.core.doors import door
from command.core.models import Person
from plans import words
from plans.document import Document, document_of
from plans.models import MAKING, PlanText, PlanVersion

LEVELS = (1, 2, 3, 4)
LONGEST = 200_000  # characters of a plan that are searched
SEARCHED = (*MAKING, PlanVersion.State.PUBLISHED)


def _exactly(given: str) -> Func:
    return Func(Value(given), template="%(expressions)s::tsvector")


def _stems(given: str, weight: str) -> Func:
    cut = Func(Value("english"), Value(given), function="to_tsvector")
    return Func(cut, Value(weight), function="setweight")


def index(version: PlanVersion) -> None:
    """Make the search row of a version that is in force or in the making anew."""
    PlanText.objects.update_or_create(version=version, defaults=row_of(version))


def row_of(version: PlanVersion) -> dict[str, Any]:
    """Return what the search row of a version holds."""
    document, plan = document_of(version), version.plan
    title, body = f"{plan.title} {plan.title_en}", "\n".join(lines_of(document))[:LONGEST]
    first = words.lexemes([*words.pieces(title), *words.initials(plan.title)], "A")
    rest = words.lexemes(words.pieces(body), "C")
    return {
        "body": body,
        "words": Func(
            _exactly(first),
            _exactly(rest),
            _stems(words.latin(title), "A"),
            _stems(words.latin(body), "C"),
            template="(%(expressions)s)",
            arg_joiner=" || ",
        ),
        "levels": levels_of(document),
        "steps": len(document.steps),
    }


def unindex(version: PlanVersion) -> None:
    """Forget a version that is neither in force nor in the making any more."""
    PlanText.objects.filter(version=version).delete()


@door
def index_plans(*, actor: Person | None) -> int:
    """Make the search table of the node anew from the versions; return how many rows."""
    found = PlanVersion.objects.filter(state__in=SEARCHED)
    PlanText.objects.exclude(version__in=found).delete()
    for version in found.select_related("plan").iterator(chunk_size=200):
        index(version)
    return found.count()


def levels_of(document: Document) -> list[int]:
    """Return the response levels that the steps name; all, when they name none."""
    return sorted({level for step in document.steps for level in step.levels} or set(LEVELS))


def lines_of(document: Document) -> Iterator[str]:
    """Return what a plan says, line by line, in the order of its parts."""
    for chapter in document.chapters:
        yield from (chapter.title, *chapter.text.splitlines())
    for trigger in document.triggers:
        yield from (trigger.title, trigger.title_en, *(each.says for each in trigger.when))
    for role in document.roles:
        yield from (role.name, role.name_en)
    for step in document.steps:
        yield from (step.title, step.title_en, step.place, *step.detail.splitlines())
    for notice in document.notices:
        yield from (notice.text, notice.text_en)
    for offer in document.offers:
        yield offer.terms
