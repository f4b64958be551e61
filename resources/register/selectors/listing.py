"""The lists of the register: one line for each thing, narrowed, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from command.core import regions
from command.core.models import Person
from command.core.policies import scopes_of, within
from incidents.pinyin import matches
from resources.register import dates
from resources.register.dates import Due
from resources.register.models import DateAlert
from resources.register.selectors.line import Line
from resources.register.selectors.lines import TABS

PAGE = 50
MOST_SPELLED = 3000  # names looked through for pinyin, where no column holds it


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to."""

    tab: str = "facilities"
    q: str = ""
    city: str = ""
    kind: str = ""
    near: bool = False
    page: int = 1

    def query(self, **other: Any) -> str:
        """Return the query string that means this, but for ``other``; without the page."""
        said = {
            "tab": self.tab,
            "q": self.q,
            "city": self.city,
            "kind": self.kind,
            "near": "1" if self.near else "",
        }
        return urlencode({name: value for name, value in (said | other).items() if value})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class NearDate:
    """A date that is near, with when somebody was first told of it."""

    due: Due
    told_at: datetime | None


def wanted(given: Mapping[str, str]) -> Wanted:
    """Read a query string; what means nothing is left out."""
    tab, page = given.get("tab", ""), given.get("page", "1")
    tab = tab if tab in TABS or tab == "dates" else "facilities"
    kinds = dict(TABS[tab].kinds()) if tab in TABS else {}
    city, kind = given.get("city", ""), given.get("kind", "")
    return Wanted(
        tab=tab,
        q=" ".join(given.get("q", "").replace("\x00", "").split())[:40],
        city=city if city in regions.CITIES else "",
        kind=kind if kind in kinds else "",
        near=given.get("near", "") == "1",
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1,
    )


def listed(person: Person, by: Wanted) -> Page:
    """Return a page of the tab's things that fit."""
    tab = TABS[by.tab]
    rows = narrowed(tab.rows(person), by)
    if by.near:
        near = {one.due.thing for one in near_dates(person)}
        near |= {one.due.of for one in near_dates(person)}
        rows = rows.filter(pk__in=near)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, by.page), pages)
    found = list(rows[(page - 1) * PAGE : page * PAGE])
    return Page(tuple(tab.lines(found, person)), total, page, pages)


def narrowed(rows: QuerySet[Any], by: Wanted) -> QuerySet[Any]:
    """Return the rows of the tab that fit what is sought."""
    tab = TABS[by.tab]
    if by.city:
        rows = rows.filter(within(by.city, "region_id"))
    if by.kind:
        rows = rows.filter(**{tab.kind_field: by.kind})
    return _sought(rows, by.q, tab.fields, tab.initials) if by.q else rows


def near_dates(person: Person, city: str = "") -> list[NearDate]:
    """Return the dates in sight that are within a threshold, the worst first."""
    scopes = scopes_of(person)
    own = {regions.city_of(scope) for scope in scopes}
    owners = dates.AUTHORITIES if regions.REGION in own else sorted(own)
    found = [due for owner in owners for due in dates.near(owner, dates.today())]
    found = [
        due
        for due in found
        if any(regions.covers(scope, due.region) for scope in scopes)
        and (not city or regions.covers(city, due.region))
    ]
    told = _told([due.due for due in found])
    found.sort(key=lambda due: (due.days_left, due.subject, due.name))
    return [NearDate(due, told.get((due.subject, due.thing, due.due))) for due in found]


def _told(days: list[Any]) -> dict[tuple[str, UUID, Any], datetime]:
    """Return when each date was first told of."""
    first: dict[tuple[str, UUID, Any], datetime] = {}
    for alert in DateAlert.objects.filter(due__in=set(days)).order_by("-told_at"):
        thing = alert.lot_id or alert.asset_id or alert.skill_id
        if thing is not None:
            first[alert.subject, thing, alert.due] = alert.told_at
    return first


def _sought(
    rows: QuerySet[Any], q: str, fields: tuple[str, ...], initials: str
) -> QuerySet[Any]:
    """Return the rows in whose names ``q`` stands, as characters, pinyin or initials."""
    fits = Q()
    for field in fields:
        fits |= Q(**{f"{field}__icontains": q})
    bare = "".join(q.lower().split())
    if not (bare.isascii() and bare.isalnum()):
        return rows.filter(fits)
    if initials:
        fits |= Q(**{f"{initials}__startswith": bare})
        if len(bare) >= 2:
            fits |= Q(**{f"{initials}__contains": bare})
    names = rows.order_by().values_list("pk", fields[0])[:MOST_SPELLED]
    spelled = [key for key, name in names if name and matches(name, bare)]
    return rows.filter(fits | Q(pk__in=spelled))
