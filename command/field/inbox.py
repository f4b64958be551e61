"""The liaison's inbox: late acts from phones that newer data disagrees with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from command.core import tongues
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import DESK, Post, duties_of, within
from command.core.waiting import Coded, Waiting
from command.field import standing
from command.field.cards import ConflictCard
from command.field.models import FieldConflict
from command.field.operations import KINDS
from incidents.scene import codes

# Whose job it is; whoever else works at the desk may settle them too.
TOLD = frozenset({Post.LIAISON, Post.DUTY_OFFICER})
MOST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One conflict as people read it: what was wanted, what stands, and who settled it."""

    card: ConflictCard
    act: str
    wanted: str
    stands: str
    why: str
    conflict: FieldConflict

    @classmethod
    def of(cls, conflict: FieldConflict) -> Self:
        """Put a conflict into words; asks nothing when its parts were fetched along."""
        card = ConflictCard.of(conflict)
        kind = KINDS.get(card.kind)
        return cls(
            card=card,
            act=str(kind.label) if kind else card.kind,
            wanted=kind.says(card.payload) if kind else "",
            stands=standing.said(card.stands),
            why=tongues.of_reader(card.why, card.why_en),
            conflict=conflict,
        )


def visible_to(person: Person, posts: frozenset[Any] = DESK) -> QuerySet[FieldConflict]:
    """Return the conflicts of the cities at whose desk ``person`` works."""
    mine = Q(pk__in=[])
    held = duties_of(person).filter(post__in=posts, region__isnull=False)
    for scope in set(held.values_list("region_id", flat=True)):
        mine |= within(str(scope), "city_id")
    rows = FieldConflict.objects.filter(mine)
    return rows.select_related("operation__person", "decided_by", "city")


def is_open_to(person: Person) -> bool:
    """Return whether ``person`` works at a desk at all."""
    return duties_of(person).filter(post__in=DESK, region__isnull=False).exists()


def lines(person: Person) -> tuple[list[Line], list[Line]]:
    """Return what waits, oldest first, and what was settled, newest first. Three queries."""
    rows = visible_to(person)
    waits = [Line.of(row) for row in rows.filter(how="").order_by("raised_at", "pk")[:MOST]]
    done = rows.exclude(how="").order_by("-decided_at", "pk")[:30]
    return waits, [Line.of(row) for row in done]


def seen(conflict_id: UUID, person: Person) -> FieldConflict:
    """Return a conflict that ``person`` may see. Raises ``NotThere``."""
    found = visible_to(person).filter(pk=conflict_id).first()
    if found is None:
        raise NotThere(_("There is no such conflict, or not for you."))
    return found


def waiting(person: Person) -> Iterator[Waiting]:
    """Yield what waits for the liaison, for the command screen. Two queries."""
    for row in visible_to(person, TOLD).filter(how="").order_by("raised_at")[:MOST]:
        line = Line.of(row)
        yield Waiting(
            kind="field-conflict",
            key=line.card.id,
            title=f"{line.act}: {row.title}",
            asker=line.card.person,
            asked_at=row.raised_at,
            basis=f"{line.why} · {line.card.code}",
            link=reverse("field-conflict", args=[row.pk]),
            link_word=_("Apply or let be"),
            incident=line.card.incident or "",
        )


def found(person: Person, typed: str) -> Iterator[Coded]:
    """Yield the conflicts of a receipt code."""
    code = codes.read(typed)
    if code is None:
        return
    for row in visible_to(person).filter(operation__code=code)[:5]:
        line = Line.of(row)
        yield Coded(
            id=line.card.id,
            name=f"{line.card.code} · {line.act}: {row.title}",
            detail=line.card.person,
            url=reverse("field-conflict", args=[row.pk]),
            at=row.raised_at,
        )
