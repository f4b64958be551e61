"""The list of incidents: searched, narrowed, counted, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from command.core import regions
from command.core.models import Entry, Person
from command.core.policies import within
from incidents.lifecycle import ENDED
from incidents.models import Incident
from incidents.pinyin import matches
from incidents.selectors.board import cards, visible_to
from incidents.selectors.cards import IncidentCard

PAGE = 40
MOST_EXPORTED = 5000
# How many titles are looked through for pinyin; a database knows none.
MOST_SPELLED = 3000
STATUSES = ("open", "closed", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to."""

    q: str = ""
    city: str = ""
    level: str = ""
    status: str = "open"
    family: str = ""
    mine: bool = False
    page: int = 1

    @property
    def query(self) -> str:
        """The query string that means this, without the page."""
        level = {"level": self.level} if self.level else {}
        return "&".join(part for part in (self.query_without_level, urlencode(level)) if part)

    @property
    def query_without_level(self) -> str:
        """The same for every level."""
        said = {
            "q": self.q,
            "city": self.city,
            "status": "" if self.status == "open" else self.status,
            "family": self.family,
            "mine": "1" if self.mine else "",
        }
        return urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list. ``levels`` counts by grade, whatever level is chosen; 0: none."""

    cards: tuple[IncidentCard, ...]
    total: int
    page: int
    pages: int
    levels: tuple[tuple[int, int], ...]


def wanted(given: Mapping[str, str]) -> Wanted:
    """Read a query string; what means nothing is left out."""
    city, level = given.get("city", ""), given.get("level", "")
    status, family = given.get("status", "open"), given.get("family", "")
    page = given.get("page", "1")
    return Wanted(
        q=" ".join(given.get("q", "").replace("\x00", "").split())[:80],
        city=city if city in regions.CITIES else "",
        level=level if level in {"0", "1", "2", "3", "4"} else "",
        status=status if status in STATUSES else "open",
        family=family if family.isascii() and family.isalnum() and len(family) <= 5 else "",
        mine=given.get("mine", "") == "1",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def listed(person: Person, by: Wanted) -> Listed:
    """Return one page: running ones gravest first, else the newest first. Seven queries."""
    rows = _narrowed(person, by)
    levels = tuple(
        (grade or 0, count)
        for grade, count in rows.order_by(F("state__grade").asc(nulls_last=True))
        .values_list("state__grade")
        .annotate(count=Count("pk"))
    )
    rows = _of_level(rows, by.level)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, by.page), pages)
    shown = cards(_ordered(rows, by)[(page - 1) * PAGE : page * PAGE])
    return Listed(tuple(shown), total, page, pages, levels)


def exported(person: Person, by: Wanted) -> list[IncidentCard]:
    """Return all that the list would show, page after page."""
    rows = _ordered(_of_level(_narrowed(person, by), by.level), by)
    return cards(rows[:MOST_EXPORTED])


def _narrowed(person: Person, by: Wanted) -> QuerySet[Incident]:
    rows = visible_to(person)
    if by.status == "open":
        rows = rows.exclude(state__status__in=ENDED)
    elif by.status == "closed":
        rows = rows.filter(state__status__in=ENDED)
    if by.city:
        rows = rows.filter(within(by.city, "region_id"))
    if by.family:
        rows = rows.filter(event_type__code__startswith=by.family)
    if by.mine:
        did = Entry.objects.filter(room=OuterRef("room"), actor=person)
        rows = rows.filter(Exists(did))
    return _searched(rows, by.q) if by.q else rows


def _searched(rows: QuerySet[Incident], sought: str) -> QuerySet[Incident]:
    said = Q(number__icontains=sought) | Q(title__icontains=sought) | Q(place__icontains=sought)
    said |= Q(region__name_zh__icontains=sought) | Q(region__name_en__icontains=sought)
    said |= Q(event_type__name_zh__icontains=sought) | Q(event_type__name_en__icontains=sought)
    if sought.isascii() and sought.replace(" ", "").isalpha():
        names: Any = rows.order_by("-reported_at").values_list("pk", "title", "place")
        spelled = [
            pk
            for pk, title, place in names[:MOST_SPELLED]
            if matches(title, sought.lower()) or matches(place, sought.lower())
        ]
        said |= Q(pk__in=spelled)
    return rows.filter(said)


def _of_level(rows: QuerySet[Incident], level: str) -> QuerySet[Incident]:
    if level == "0":
        return rows.filter(state__grade__isnull=True)
    return rows.filter(state__grade=int(level)) if level else rows


def _ordered(rows: QuerySet[Incident], by: Wanted) -> QuerySet[Incident]:
    if by.status == "open":
        return rows.order_by(F("state__grade").asc(nulls_last=True), "-reported_at", "pk")
    return rows.order_by("-reported_at", "pk")
