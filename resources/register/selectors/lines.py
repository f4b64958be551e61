"""What a list shows of each thing: one line, whatever class it is of."""

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from command.core.models import Person
from incidents.models import EventType
from resources.lifecycle import TeamKind, TeamStatus
from resources.models import Asset, Stock, Supply, Team
from resources.register.kinds import FacilityKind
from resources.register.models import Expert, StockLot, TeamSkill
from resources.register.selectors.line import Line, Lines, Tab, due_of, marks, soonest
from resources.register.selectors.places import facility_lines
from resources.register.selectors.rest import rest_of
from resources.register.selectors.sight import (
    experts_open_to,
    facilities_open_to,
    may_name,
)
from resources.selectors import assets_open_to, stocks_open_to, teams_open_to


def _teams(rows: list[Team], person: Person) -> Lines:
    rest = rest_of([row.pk for row in rows], now())
    due = soonest(TeamSkill.objects.filter(ended_at=None), "team", "valid_until", rows)
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
            **due_of(due.get(row.pk)),
            **marks(row),
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
            **due_of(row.next_check),
            **marks(row),
        )
        for row in rows
    ]


def _stocks(rows: list[Stock], person: Person) -> Lines:
    lots = StockLot.objects.filter(quantity__gt=0)
    found = (
        soonest(lots, "stock", "expires", rows),
        soonest(lots, "stock", "next_check", rows),
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
            **due_of(min((d[row.pk] for d in found if row.pk in d), default=None)),
            **marks(row),
        )
        for row in rows
    ]


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
            **marks(row),
        )
        for row in rows
    ]


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
        lines=facility_lines,
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
        title=pgettext_lazy("register", "Experts"),
        what="expert",
        rows=experts_open_to,
        lines=_experts,
        kinds=families_of,
        kind_field="families__contains",
        fields=("speciality", "organisation", "title"),
    ),
}
