"""What a list shows of each thing: one line, whatever class it is of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from command.core.models import Person
from incidents.models import EventType
from resources.lifecycle import TeamKind, TeamStatus
from resources.models import Asset, Stock, Supply, Team
from resources.register import dates, details
from resources.register.kinds import Counted, FacilityKind
from resources.register.models import CountRule, Expert, Facility, StockLot, TeamSkill
from resources.register.selectors.rest import rest_of
from resources.register.selectors.sight import (
    experts_open_to,
    facilities_open_to,
    may_name,
)
from resources.selectors import assets_open_to, stocks_open_to, teams_open_to

Lines = list["Line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing in a list. ``tone`` is short or none where something is lacking.

    ``at`` is when its number was counted or its state began; ``every`` seconds after which
    that is old. ``due`` is the next of its dates.
    """

    what: str
    key: UUID
    name: str
    kind: str
    region: str
    state: str = ""
    status: str = ""
    number: str = ""
    of: str = ""
    tone: str = ""
    detail: str = ""
    due: date | None = None
    days_left: int | None = None
    at: datetime | None = None
    every: int = 86_400
    illustrative: bool = False
    drill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One class of things: which rows, how they are sought, how they become lines."""

    title: str | Promise
    what: str
    rows: Callable[[Person], QuerySet[Any]]
    lines: Callable[[list[Any], Person], Lines]
    kinds: Callable[[], list[tuple[str, str]]]
    kind_field: str
    fields: tuple[str, ...]
    initials: str = ""


def count_minutes(authority: str) -> dict[str, int]:
    """Return how often an authority counts what, in minutes."""
    return {rule.counted: rule.minutes for rule in CountRule.in_force.of(authority)}


def _teams(rows: list[Team], person: Person) -> Lines:
    rest = rest_of([row.pk for row in rows], now())
    due = _soonest(TeamSkill.objects.filter(ended_at=None), "team", "valid_until", rows)
    return [
        Line(
            what="team",
            key=row.pk,
            name=row.name,
            kind=str(TeamKind(row.kind).label),
            region=row.region_id,
            state=str(TeamStatus(row.state.status).label),
            status=row.state.status,
            number=str(row.headcount),
            of=_("%(n)d vehicles") % {"n": row.vehicles},
            detail=_worked(rest[row.pk]),
            tone="" if rest[row.pk].rested else "short",
            at=row.state.updated_at,
            **_due(due.get(row.pk)),
            **_marks(row),
        )
        for row in rows
    ]


def _worked(rest: Any) -> str:
    if rest.on_since is None:
        return ""
    if rest.rested:
        return _("on duty %(h)s h") % {"h": rest.hours_on}
    return _("needs rest: on duty %(h)s h") % {"h": rest.hours_on}


def _assets(rows: list[Asset], person: Person) -> Lines:
    return [
        Line(
            what="asset",
            key=row.pk,
            name=row.name,
            kind=row.supply.name,
            region=row.region_id,
            state=str(TeamStatus(row.state.status).label),
            status=row.state.status,
            detail=" ".join(row.capabilities),
            at=row.state.updated_at,
            **_due(row.next_check),
            **_marks(row),
        )
        for row in rows
    ]


def _stocks(rows: list[Stock], person: Person) -> Lines:
    lots = StockLot.objects.filter(quantity__gt=0)
    found = (
        _soonest(lots, "stock", "expires", rows),
        _soonest(lots, "stock", "next_check", rows),
    )
    return [
        Line(
            what="stock",
            key=row.pk,
            name=row.depot,
            kind=row.supply.name,
            region=row.region_id,
            state=_("under agreement") if row.is_agreement else "",
            number=str(row.available),
            of=f"{row.on_hand} {row.supply.unit}",
            tone="none" if not row.available else "",
            at=row.updated_at,
            **_due(min((d[row.pk] for d in found if row.pk in d), default=None)),
            **_marks(row),
        )
        for row in rows
    ]


def _facilities(rows: list[Facility], person: Person) -> Lines:
    minutes: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.origin not in minutes:
            minutes[row.origin] = count_minutes(row.origin)
    return [_facility(row, minutes[row.origin]) for row in rows]


def _facility(row: Facility, minutes: dict[str, int]) -> Line:
    number = of = tone = detail = ""
    if row.kind == FacilityKind.SHELTER:
        capacity = row.details.get("capacity", 0)
        number = "—" if row.occupied is None else str(row.occupied)
        of = _("%(n)d places taken") % {"n": capacity}
        tone = "none" if (row.occupied or 0) >= capacity else ""
    elif row.beds:
        free = sum(one["staffed"] - one["occupied"] for one in row.beds.values())
        number = str(free)
        of = _("%(n)d beds free") % {"n": sum(one["staffed"] for one in row.beds.values())}
        tone = "none" if free == 0 else ""
    elif row.level:
        detail = _("Major hazard, level %(level)d") % {"level": row.level}
    every = minutes.get(
        Counted.SHELTER if row.kind == FacilityKind.SHELTER else Counted.HOSPITAL, 1440
    )
    return Line(
        what="facility",
        key=row.pk,
        name=row.name_en if row.name_en and not _in_chinese() else row.name,
        kind=str(FacilityKind(row.kind).label),
        region=row.region_id,
        state=_("out of use") if row.closed_at else "",
        status="unavailable" if row.closed_at else "",
        number=number,
        of=of,
        tone=tone,
        detail=detail or _gist(row) or row.place,
        at=row.counted_at,
        every=every * 60,
        **_marks(row),
    )


def _gist(row: Facility) -> str:
    """Return the first things that are kept of a facility, in few words."""
    kept = [detail for detail in details.of(row.kind) if detail.key in row.details]
    chosen = [detail.said(row.details[detail.key]) for detail in kept if detail.choices]
    chosen += [str(d.label) for d in kept if d.kind == "yes" and row.details[d.key]]
    counted = [f"{d.label} {row.details[d.key]}" for d in kept if d.key == "sources"]
    return " · ".join([*chosen, *counted][:6])


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _experts(rows: list[Expert], person: Person) -> Lines:
    families = {code[:3]: name for code, name in families_of()}
    return [
        Line(
            what="expert",
            key=row.pk,
            name=row.speciality,
            kind=", ".join(families.get(code, code) for code in row.families),
            region=row.region_id,
            detail=" · ".join(
                part
                for part in (
                    row.name if may_name(person, row.region_id) else "",
                    row.organisation,
                    row.title,
                )
                if part
            ),
            state=_("forgotten") if row.forgotten_at else "",
            **_marks(row),
        )
        for row in rows
    ]


def _marks(row: Any) -> dict[str, Any]:
    return {"illustrative": row.is_illustrative, "drill": row.exercise_id is not None}


def _due(day: date | None) -> dict[str, Any]:
    return {"due": day, "days_left": (day - dates.today()).days if day else None}


def _soonest(
    rows: QuerySet[Any], parent: str, field: str, things: Iterable[Any]
) -> dict[UUID, date]:
    """Return the first day of ``field`` for each thing that has one. One query."""
    wanted = rows.filter(
        Q(**{f"{parent}__in": [one.pk for one in things], f"{field}__isnull": False})
    )
    counted = wanted.order_by().values_list(f"{parent}_id").annotate(first=Min(field))
    return dict(counted)


def families_of() -> list[tuple[str, str]]:
    """Return the families of events: code and name."""
    heads = EventType.objects.filter(code__endswith="00").exclude(code__endswith="000")
    return [(row.code[:3], row.name) for row in heads]


def _supplies() -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in Supply.objects.all()]


def _teams_of(person: Person) -> QuerySet[Any]:
    return teams_open_to(person).select_related("state").order_by("region", "kind", "name")


def _assets_of(person: Person) -> QuerySet[Any]:
    return assets_open_to(person).order_by("region", "supply", "name")


def _stocks_of(person: Person) -> QuerySet[Any]:
    return stocks_open_to(person).order_by("region", "depot", "supply")


TABS: dict[str, Tab] = {
    "facilities": Tab(
        title=gettext_lazy("Facilities"),
        what="facility",
        rows=facilities_open_to,
        lines=_facilities,
        kinds=lambda: [(str(value), str(label)) for value, label in FacilityKind.choices],
        kind_field="kind",
        fields=("name", "name_en", "place"),
        initials="initials",
    ),
    "teams": Tab(
        title=gettext_lazy("Teams"),
        what="team",
        rows=_teams_of,
        lines=_teams,
        kinds=lambda: [(str(value), str(label)) for value, label in TeamKind.choices],
        kind_field="kind",
        fields=("name",),
    ),
    "assets": Tab(
        title=gettext_lazy("Vehicles and equipment"),
        what="asset",
        rows=_assets_of,
        lines=_assets,
        kinds=_supplies,
        kind_field="supply",
        fields=("name", "depot", "supply__name_zh", "supply__name_en"),
    ),
    "stocks": Tab(
        title=gettext_lazy("Stocks and lots"),
        what="stock",
        rows=_stocks_of,
        lines=_stocks,
        kinds=_supplies,
        kind_field="supply",
        fields=("depot", "supply__name_zh", "supply__name_en", "lots__number"),
    ),
    "experts": Tab(
        title=gettext_lazy("Experts"),
        what="expert",
        rows=experts_open_to,
        lines=_experts,
        kinds=families_of,
        kind_field="families__contains",
        fields=("speciality", "organisation", "title"),
    ),
}
