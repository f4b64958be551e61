"""Lists for the interface of machines: what is in sight, narrowed down."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from command.core.models import Person
from command.core.policies import within
from resources.models import (
    Asset,
    Capability,
    Deployment,
    Need,
    ResourceRequest,
    Stock,
    Supply,
    Team,
)
from resources.selectors.sight import (
    assets_open_to,
    deployments_open_to,
    needs_open_to,
    requests_open_to,
    stocks_open_to,
    teams_open_to,
)


@dataclass(frozen=True, slots=True)
class CapabilityCard:
    """Something that teams or things can do beyond their kind.

    ``of`` are the kinds it is commonly asked of, ``given_by`` what always brings it.
    """

    code: str
    name_zh: str
    name_en: str
    of: list[str]
    given_by: list[str]


@dataclass(frozen=True, slots=True)
class SupplyCard:
    """A kind of supplies."""

    code: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    is_consumable: bool
    verified_digits: int


def listed_teams(
    person: Person, *, kind: str | None, status: str | None, region: str | None
) -> QuerySet[Team]:
    """Return the teams in sight, of a kind, in a status, in a region."""
    rows = teams_open_to(person)
    if kind:
        rows = rows.filter(kind=kind)
    if status:
        rows = rows.filter(state__status=status)
    return rows.filter(within(region, "region_id")) if region else rows


def listed_stocks(person: Person, *, supply: str | None, region: str | None) -> QuerySet[Stock]:
    """Return the stocks in sight, of a supply, in a region."""
    rows = stocks_open_to(person)
    if supply:
        rows = rows.filter(supply=supply)
    return rows.filter(within(region, "region_id")) if region else rows


def listed_assets(
    person: Person, *, supply: str | None, status: str | None, region: str | None
) -> QuerySet[Asset]:
    """Return the assets in sight, of a supply, in a status, in a region."""
    rows = assets_open_to(person)
    if supply:
        rows = rows.filter(supply=supply)
    if status:
        rows = rows.filter(state__status=status)
    return rows.filter(within(region, "region_id")) if region else rows


def listed_needs(
    person: Person, *, incident: UUID | None, closed: bool | None
) -> QuerySet[Need]:
    """Return the needs in sight, of an incident, those that are closed or not."""
    rows = needs_open_to(person)
    if incident:
        rows = rows.filter(incident=incident)
    return rows if closed is None else rows.filter(closed_at__isnull=not closed)


def listed_requests(
    person: Person, *, incident: UUID | None, status: str | None
) -> QuerySet[ResourceRequest]:
    """Return the requests in sight, of an incident, in a status."""
    rows = requests_open_to(person)
    if incident:
        rows = rows.filter(incident=incident)
    return rows.filter(state__status=status) if status else rows


def listed_deployments(
    person: Person, *, incident: UUID | None, status: str | None
) -> QuerySet[Deployment]:
    """Return the deployments in sight, of an incident, in a status."""
    rows = deployments_open_to(person)
    if incident:
        rows = rows.filter(incident=incident)
    return rows.filter(state__status=status) if status else rows


def supplies() -> list[SupplyCard]:
    """Return the code list of supplies. One query."""
    return [
        SupplyCard(
            row.code,
            row.name_zh,
            row.name_en,
            row.unit_zh,
            row.unit_en,
            row.is_consumable,
            row.verified_digits,
        )
        for row in Supply.objects.all()
    ]


def capabilities() -> list[CapabilityCard]:
    """Return the code list of capabilities. One query."""
    return [
        CapabilityCard(row.code, row.name_zh, row.name_en, row.of, row.given_by)
        for row in Capability.objects.all()
    ]
