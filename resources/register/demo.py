"""The demo's register: illustrative facilities, experts, certificates, shifts, lots and assets.

Places are public ones or invented near the seats of government, numbers are invented, and
every record says so: ``is_illustrative``, how well its point is known, and from where.
"""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import now

from command.core import authority, regions
from resources.actions import register_asset
from resources.models import Asset, Stock, Team
from resources.register import dates, details
from resources.register.actions import (
    count_beds,
    count_shelter,
    enter_lot,
    enter_skill,
    plan_team_shift,
    register_expert,
    register_facility,
)
from resources.register.kinds import FacilityKind
from resources.register.models import Expert, Facility, StockLot, TeamShift, TeamSkill

DATA: Final = Path(__file__).resolve().parent / "data"
MARK = "\uff08示意\uff09"  # which the names of the demo's teams end with
Row = dict[str, str]


def load(owners: Iterable[str] = (*regions.CITIES, regions.REGION)) -> int:
    """Enter what is missing, through the doors; return how many things."""
    made = 0
    for owner in owners:
        with transaction.atomic(), authority.acting_as(owner):
            made += _facilities(owner) + _experts(owner) + _assets(owner)
            made += _lots(owner) + _skills(owner) + _shifts(owner)
    return made


def _facilities(owner: str) -> int:
    there = _there(Facility, owner, "region_id", "kind", "name")
    missing = [
        row
        for row in _rows("facilities", owner)
        if (row["region"], row["kind"], row["name"]) not in there
    ]
    for row in missing:
        made = register_facility(
            actor=None,
            kind=row["kind"],
            name=row["name"],
            name_en=row["name_en"],
            region=row["region"],
            point=(float(row["lat"]), float(row["lon"])),
            coord_precision_m=int(row["precision_m"]),
            source_note=row["source"],
            details=_details(row),
            is_illustrative=True,
        )
        if row["beds"]:
            count_beds(actor=None, facility_id=made.pk, beds=_beds(row["beds"]))
        if row["kind"] == FacilityKind.SHELTER:
            count_shelter(actor=None, facility_id=made.pk, occupied=int(row["occupied"] or 0))
    return len(missing)


def _details(row: Row) -> dict[str, Any]:
    pairs = [part.split("=", 1) for part in row["details"].split(";") if part]
    known = {detail.key for detail in details.of(row["kind"])}
    return {key: value for key, value in pairs if key in known}


def _beds(text: str) -> dict[str, tuple[int, int]]:
    found = {}
    for part in text.split(";"):
        kind, _, numbers = part.partition("=")
        staffed, _, taken = numbers.partition("/")
        found[kind] = (int(staffed), int(taken))
    return found


def _experts(owner: str) -> int:
    there = _there(Expert, owner, "name")
    missing = [row for row in _rows("experts", owner) if (row["name"],) not in there]
    for row in missing:
        register_expert(
            actor=None,
            name=row["name"],
            speciality=row["speciality"],
            region=row["region"],
            families=row["families"].split(),
            organisation=row["organisation"],
            title=row["title"],
            reach=row["reach"],
            is_illustrative=True,
        )
    return len(missing)


def _assets(owner: str) -> int:
    there = _there(Asset, owner, "region_id", "name")
    teams = _teams(owner)
    missing = [
        row for row in _rows("assets", owner) if (row["region"], row["name"]) not in there
    ]
    for row in missing:
        team = _named(teams, row["team"]) if row["team"] else None
        register_asset(
            actor=None,
            supply=row["supply"],
            name=row["name"],
            region=row["region"],
            base=(float(row["lat"]), float(row["lon"])),
            team_id=team.pk if team else None,
            capabilities=row["capabilities"].split(),
            next_check=_day(row["check_in_days"]),
            is_illustrative=True,
        )
    return len(missing)


def _lots(owner: str) -> int:
    stocks = {
        (s.depot, s.supply_id): s for s in Stock.objects.filter(origin=owner, exercise=None)
    }
    there = _there(StockLot, owner, "stock_id", "number")
    made = 0
    for row in _rows("lots"):
        stock = stocks.get((row["depot"], row["supply"]))
        if stock is None or (stock.pk, row["number"]) in there:
            continue
        ago = row["produced_days_ago"]
        enter_lot(
            actor=None,
            stock_id=stock.pk,
            number=row["number"],
            quantity=int(row["quantity"]),
            produced=_day(f"-{ago}") if ago else None,
            expires=_day(row["expires_in_days"]),
            next_check=_day(row["check_in_days"]),
            firm=row["firm"],
            agreement=row["agreement"],
            calloff_hours=int(row["calloff_hours"]) if row["calloff_hours"] else None,
            is_illustrative=True,
        )
        made += 1
    return made


def _skills(owner: str) -> int:
    teams = _teams(owner)
    there = _there(TeamSkill, owner, "number")
    made = 0
    for row in _rows("skills"):
        team = _named(teams, row["team"])
        if row["city"] != owner or team is None or (row["number"],) in there:
            continue
        enter_skill(
            actor=None,
            team_id=team.pk,
            certificate=row["certificate"],
            number=row["number"],
            issuer=row["issuer"],
            people=int(row["people"]),
            valid_until=_day(row["valid_days"]),
        )
        made += 1
    return made


def _shifts(owner: str) -> int:
    """Put some teams on duty about now; only in a register that has no shifts yet."""
    if TeamShift.objects.filter(origin=owner).exists():
        return 0
    teams, at, made = _teams(owner), now().replace(minute=0, second=0, microsecond=0), 0
    for row in _rows("shifts"):
        team = _named(teams, row["team"])
        if row["city"] != owner or team is None:
            continue
        plan_team_shift(
            actor=None,
            team_id=team.pk,
            starts_at=at + timedelta(hours=int(row["from_hours"])),
            ends_at=at + timedelta(hours=int(row["to_hours"])),
            people=int(row["people"]),
        )
        made += 1
    return made


def _teams(owner: str) -> list[Team]:
    return list(Team.objects.filter(origin=owner, exercise=None))


def _named(teams: list[Team], part: str) -> Team | None:
    return next((team for team in teams if team.name.endswith(part + MARK)), None)


def _there(model: Any, owner: str, *columns: str) -> set[tuple[Any, ...]]:
    return set(model.objects.filter(origin=owner, exercise=None).values_list(*columns))


def _day(days: str) -> date | None:
    return dates.today() + timedelta(days=int(days)) if days else None


def _rows(what: str, owner: str | None = None) -> list[Row]:
    with (DATA / f"demo_{what}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if owner is None:
        return rows
    return [row for row in rows if regions.city_of(row["region"]) == owner]
