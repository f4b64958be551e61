"""Which plans hold the words that are asked for, in the order of how well they fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import (
    BooleanField,
    Case,
    F,
    FloatField,
    Func,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)

from command.core.models import Person
from plans import words as cutting
from plans.models import PlanText
from plans.selectors.narrow import By, readable

# So many are weighed word by word, which costs a read of each one's words. When more hold
# the words, those weighed are the ones that name most of them in their titles; the others
# follow after.
WEIGHED = 200


@dataclass(frozen=True, slots=True)
class Hits:
    """Part of the plans that hold the words; ``loose``: none holds all, these hold some."""

    total: int
    keys: list[UUID]
    loose: bool


def hits_of(
    person: Person, asked: list[str], by: By, *, offset: int = 0, limit: int = WEIGHED
) -> Hits:
    """Return the plans that hold the words and that ``person`` may read, the best first.

    Two queries; two more when no plan holds all of the words or the page lies far down.
    """
    with _by_index():
        return _hits_of(person, asked, by, offset, limit)


@contextmanager
def _by_index() -> Iterator[None]:
    """Let PostgreSQL take the index of words also for what stands in most plans.

    It does not price the unpacking of stored words: reading the table from end to end looks
    cheap to it and takes hundreds of times as long. What must be read so all the same looks
    dear to it then, but is not worth a compilation.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"
        )
        yield
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
        cursor.execute("SET LOCAL jit TO DEFAULT")


def _hits_of(person: Person, asked: list[str], by: By, offset: int, limit: int) -> Hits:
    # Who may read the text may read the plan: in force, or one's own.
    texts = by.narrow(readable(person), person, "version__plan__")
    loose, query = False, _query(asked, " && ")
    total = _count(texts.filter(_matches(query)))
    if not total and len(asked) > 1:
        loose, query = True, _query(asked, " || ")
        total = _count(texts.filter(_matches(query)))
    if offset >= total:
        return Hits(total, [], loose)
    matching, end = texts.filter(_matches(query)), offset + limit
    named = _by_title(matching, asked)
    keys: list[UUID] = []
    if offset < WEIGHED:
        if total > WEIGHED:
            first = named[:WEIGHED].values("version__plan")
            matching = matching.filter(version__plan__in=first)
        keys += _best(matching, query)[offset : min(end, WEIGHED)]
    if end > WEIGHED and total > WEIGHED:
        keys += named[max(offset, WEIGHED) : end].values_list("version__plan", flat=True)
    return Hits(total, keys, loose)


def _count(matching: QuerySet[PlanText]) -> int:
    return matching.values("version__plan").distinct().count()


def _best(matching: QuerySet[PlanText], query: Func) -> "QuerySet[PlanText, UUID]":
    rank = Func(F("words"), query, Value(1), function="ts_rank", output_field=FloatField())
    weighed = matching.values("version__plan").annotate(rank=Max(rank))
    ranked = weighed.order_by("-rank", "version__plan")
    return ranked.values_list("version__plan", flat=True)


def _by_title(matching: QuerySet[PlanText], asked: list[str]) -> "QuerySet[PlanText, Any]":
    """Return the plans by how many of the words their titles hold; reads no words."""
    held = sum((_in_title(word) for word in asked[1:]), start=_in_title(asked[0]))
    grouped = matching.values("version__plan").annotate(held=Max(held))
    return grouped.order_by("-held", "version__plan")


def _in_title(word: str) -> Case:
    where = "title_en__icontains" if cutting.is_latin(word) else "title__contains"
    holds = When(Q(**{f"version__plan__{where}": word}), then=1)
    return Case(holds, default=0, output_field=IntegerField())


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
