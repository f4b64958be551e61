"""Span of control: how many open orders one person answers for, and how to split them."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from command.core import regions
from command.core.models import Duty, Person
from command.core.policies import DESK, scopes_of
from command.tasking.lifecycle import RUNNING, Status
from command.tasking.models import TaskState
from command.tasking.selectors.limits import SPAN, limits_of
from command.tasking.selectors.people import current
from incidents.lifecycle import ENDED

OPEN = sorted(RUNNING | {Status.SUSPENDED})
AREA = "area"
KIND = "kind"


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a proposal to split: the region code or the kind, and how many orders."""

    key: str
    orders: int


@dataclass(frozen=True, slots=True)
class Span:
    """How many open orders a person answers for.

    ``most`` is the limit that the rules set, ``None`` for none. When it is passed,
    ``split_by`` says whether to split by area or by kind, and ``shares`` into what.
    """

    person: str
    name: str
    open: int
    most: int | None
    is_over: bool
    split_by: str
    shares: list[Share]


def span_of(person: Person) -> Span:
    """Return how many open orders ``person`` answers for. Two queries."""
    return _spans({person.pk: person.name}, limits_of(person.origin))[0]


def spans_of(city: str, person: Person) -> list[Span]:
    """Return the spans of those at the desks of a city, the widest first.

    For somebody on duty over it; anybody else sees none. Three queries.
    """
    if not any(regions.covers(scope, city) for scope in scopes_of(person)):
        return []
    held = current(Duty.objects.filter(post__in=DESK, person__is_active=True))
    there = held.filter(region__code__startswith=city[:4] if city != regions.REGION else "15")
    people = dict(there.values_list("person_id", "person__name"))
    found = _spans(people, limits_of(city))
    return sorted(found, key=lambda span: (-span.open, span.name, span.person))


def _spans(people: dict[UUID, str], limits: dict[str, int]) -> list[Span]:
    rows = TaskState.objects.filter(
        issuer__in=list(people), status__in=OPEN, task__parent__isnull=True
    ).exclude(task__incident__state__status__in=ENDED)
    counted = rows.values_list("issuer_id", "task__region_id", "task__kind")
    areas: dict[UUID, Counter[str]] = {key: Counter() for key in people}
    kinds: dict[UUID, Counter[str]] = {key: Counter() for key in people}
    for issuer, region, kind, orders in counted.annotate(orders=Count("pk")):
        areas[issuer][region] += orders
        kinds[issuer][kind] += orders
    most = limits.get(SPAN)
    return [_span(key, name, most, areas[key], kinds[key]) for key, name in people.items()]


def _span(
    key: UUID, name: str, most: int | None, areas: Counter[str], kinds: Counter[str]
) -> Span:
    total = sum(areas.values())
    is_over = most is not None and total > most
    by, parts = ("", Counter[str]())
    if is_over:
        # The split that leaves the least to whoever gets the most; by area when it is equal.
        by, parts = min(
            ((AREA, areas), (KIND, kinds)), key=lambda split: max(split[1].values())
        )
    return Span(
        person=str(key),
        name=name,
        open=total,
        most=most,
        is_over=is_over,
        split_by=by,
        shares=[Share(part, orders) for part, orders in parts.most_common()],
    )
