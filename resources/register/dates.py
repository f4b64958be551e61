"""Dates of the register that run out: which are near, by the rules of each authority."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from command.core import regions
from resources.models import Asset
from resources.register.kinds import DateSubject
from resources.register.models import DateAlert, DateRule, StockLot, TeamSkill

CHINA = ZoneInfo("Asia/Shanghai")
AUTHORITIES = (*regions.CITIES, regions.REGION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One date of one thing. ``threshold`` is the nearest of the days before that are set.

    ``detail`` is what the thing is of: the supply of a lot, the team of a certificate.
    """

    subject: str
    thing: UUID
    of: UUID
    name: str
    detail: str
    region: str
    origin: str
    due: date
    days_left: int
    threshold: int

    def link(self) -> dict[str, UUID]:
        """Return the foreign key of an alert that points to the thing."""
        return {f"{SUBJECTS[self.subject].link}_id": self.thing}

    @property
    def label(self) -> str:
        """The subject in the language of the reader."""
        return str(DateSubject(self.subject).label)


@dataclass(frozen=True, slots=True)
class Subject:
    """Where the dates of a subject stand, and how a thing with one is named."""

    rows: Callable[[], QuerySet[Any]]
    field: str
    link: str
    named: Callable[[Any], tuple[UUID, str, str, str]]


def _lots() -> QuerySet[Any]:
    return StockLot.objects.filter(quantity__gt=0).select_related("stock__supply")


def _assets() -> QuerySet[Any]:
    return Asset.objects.select_related("supply")


def _skills() -> QuerySet[Any]:
    return TeamSkill.objects.filter(ended_at=None).select_related("team")


def _of_lot(row: StockLot) -> tuple[UUID, str, str, str]:
    stock = row.stock
    return stock.pk, f"{stock.depot} {row.number}", stock.supply.name, stock.region_id


def _of_asset(row: Asset) -> tuple[UUID, str, str, str]:
    return row.pk, row.name, row.supply.name, row.region_id


def _of_skill(row: TeamSkill) -> tuple[UUID, str, str, str]:
    return row.team.pk, f"{row.team.name} {row.certificate}", row.number, row.team.region_id


SUBJECTS = {
    DateSubject.LOT_EXPIRY.value: Subject(_lots, "expires", "lot", _of_lot),
    DateSubject.LOT_CHECK.value: Subject(_lots, "next_check", "lot", _of_lot),
    DateSubject.ASSET_CHECK.value: Subject(_assets, "next_check", "asset", _of_asset),
    DateSubject.CERTIFICATE.value: Subject(_skills, "valid_until", "skill", _of_skill),
}


def today() -> date:
    """Return the day it is in China."""
    return localtime(timezone=CHINA).date()


def thresholds(authority: str) -> dict[str, list[int]]:
    """Return the days before, by subject, nearest first, as the authority's rules say."""
    found: dict[str, list[int]] = {}
    for rule in DateRule.in_force.of(authority):
        found.setdefault(rule.subject, []).append(rule.days)
    return {subject: sorted(days) for subject, days in found.items()}


def near(authority: str, at: date, *, only: Q | None = None) -> list[Due]:
    """Return the dates of an authority's real things that are within a threshold.

    The worst first: longest overdue, then soonest. Five queries.
    """
    found: list[Due] = []
    for subject, days in thresholds(authority).items():
        where = SUBJECTS[subject]
        latest = at + timedelta(days=days[-1])
        rows = where.rows().filter(
            **{f"{where.field}__lte": latest}, origin=authority, exercise=None
        )
        if only is not None:
            rows = rows.filter(only)
        found += [_due(subject, row, at, days) for row in rows]
    return sorted(found, key=lambda one: (one.days_left, one.subject, one.name))


def one(subject: str, thing_id: UUID, at: date) -> Due | None:
    """Return the date of one thing, locked, if it is within a threshold not yet told."""
    where = SUBJECTS[subject]
    row = (
        where.rows().select_for_update(of=("self",)).filter(pk=thing_id, exercise=None).first()
    )
    if row is None or getattr(row, where.field) is None:
        return None
    days = thresholds(row.origin).get(subject, [])
    if not days or (getattr(row, where.field) - at).days > days[-1]:
        return None
    due = _due(subject, row, at, days)
    return None if _told(due) else due


def to_tell(at: date) -> Iterator[Due]:
    """Yield what is within a threshold and has not been told yet, authority by authority."""
    for authority in AUTHORITIES:
        found = near(authority, at)
        told = set(
            DateAlert.objects.filter(
                origin=authority, due__in={due.due for due in found}
            ).values_list("subject", "lot", "asset", "skill", "due", "days")
        )
        for due in found:
            link = SUBJECTS[due.subject].link
            keys = [due.thing if name == link else None for name in ("lot", "asset", "skill")]
            if (due.subject, *keys, due.due, due.threshold) not in told:
                yield due


def _told(due: Due) -> bool:
    given = DateAlert.objects.filter(subject=due.subject, due=due.due, **due.link())
    return given.filter(days=due.threshold).exists()


def _due(subject: str, row: Any, at: date, days: list[int]) -> Due:
    where = SUBJECTS[subject]
    of, name, detail, region = where.named(row)
    due: date = getattr(row, where.field)
    left = (due - at).days
    return Due(
        subject=subject,
        thing=row.pk,
        of=of,
        name=name,
        detail=detail,
        region=region,
        origin=row.origin,
        due=due,
        days_left=left,
        threshold=next((each for each in days if left <= each), days[-1]),
    )
