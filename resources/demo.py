"""The demo's register: illustrative teams and stocks of the four cities.

Numbers are invented, places are near the seats of government, and every entry is
marked as illustrative, in its name too.
"""

import csv
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from command.core import authority, regions
from command.core.models import Person
from resources.actions import join_team, register_stock, register_team
from resources.models import Stock, Team, TeamMember

DATA = Path(__file__).resolve().parent / "data"
AREA_CODES: Final = {"150100": "0471", "150200": "0472", "150600": "0477", "150900": "0474"}
# Which demo accounts of a city are in which of its teams: a part of the team's name.
MEMBERS: Final = {
    "team1": "防汛抢险队一队",
    "member1": "防汛抢险队一队",
    "team2": "防汛抢险队二队",
}


def load() -> int:
    """Enter what is missing, through the doors; return how many teams and stocks."""
    entered = 0
    for city in regions.CITIES:
        with transaction.atomic(), authority.acting_as(city):
            entered += _teams(city) + _stocks(city)
            _members(city)
    return entered


def _teams(city: str) -> int:
    there = set(_real_teams(city).values_list("region_id", "name"))
    missing = [row for row in _rows("teams", city) if (row["region"], row["name"]) not in there]
    for number, row in enumerate(missing, 1):
        register_team(
            actor=None,
            kind=row["kind"],
            name=row["name"],
            region=row["region"],
            headcount=int(row["headcount"]),
            vehicles=int(row["vehicles"]),
            base=(float(row["lat"]), float(row["lon"])),
            phone=f"{AREA_CODES[city]}-0000{len(there) + number:03d}",  # nobody's
            is_illustrative=True,
        )
    return len(missing)


def _stocks(city: str) -> int:
    real = Stock.objects.filter(origin=city, exercise=None)
    there = set(real.values_list("depot", "supply_id"))
    missing = [
        row for row in _rows("stocks", city) if (row["depot"], row["supply"]) not in there
    ]
    for row in missing:
        register_stock(
            actor=None,
            depot=row["depot"],
            region=row["region"],
            supply=row["supply"],
            on_hand=int(row["on_hand"]),
            point=(float(row["lat"]), float(row["lon"])),
            is_agreement=row["agreement"] == "yes",
            is_illustrative=True,
        )
    return len(missing)


def _members(city: str) -> None:
    names = {f"{city}.{name}": team for name, team in MEMBERS.items()}
    placed = TeamMember.objects.filter(left_at=None).values("person")
    people = Person.objects.filter(username__in=names).exclude(pk__in=placed)
    teams = {
        part: team
        for part in set(MEMBERS.values())
        if (team := _real_teams(city).filter(name__contains=part).first())
    }
    for person in people:
        team = teams.get(names[person.username])
        if team is not None:
            join_team(actor=None, team_id=team.pk, person_id=person.pk)


def _real_teams(city: str) -> QuerySet[Team]:
    return Team.objects.filter(origin=city, exercise=None)


def _rows(what: str, city: str) -> list[dict[str, str]]:
    with (DATA / f"demo_{what}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if regions.covers(city, row["region"])]
