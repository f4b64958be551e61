"""Loading the code lists that every node shares."""

import csv
from pathlib import Path

from django.contrib.gis.geos import Point

from command.core import journal, regions
from command.core.doors import door
from command.core.models import Person, Region, Room

DATA = Path(__file__).resolve().parents[1] / "data"


@door
def load_regions(*, actor: Person | None) -> int:
    """Write the region tree and open the rooms of the cities; return how many regions.

    Repeatable: rows that are there are brought up to date.
    """
    with (DATA / "regions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [
        Region(
            code=regions.REGION,
            name_zh="内蒙古自治区",
            name_en="Inner Mongolia Autonomous Region",
            level=Region.Level.REGION,
        ),
        *(_region(row) for row in rows),
    ]
    named = ["name_zh", "name_en", "level", "parent", "seat_zh", "seat", "population_2020"]
    Region.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[*named, "coord_confidence"],
    )
    regions.forget()
    _open_standing_rooms()
    return len(found)


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        level=row["level"],
        parent_id=row["parent_code"],
        seat_zh=row["seat_zh"],
        seat=Point(float(row["lon_wgs84"]), float(row["lat_wgs84"]), srid=4326),
        population_2020=int(row["population_2020"]),
        coord_confidence=row["coord_confidence"],
    )


def _open_standing_rooms() -> None:
    standing = [("joint", Room.Kind.JOINT, regions.REGION)]
    standing += [(f"city.{code}", Room.Kind.CITY, code) for code in regions.CITIES]
    there = set(
        Room.objects.filter(key__in=[key for key, _, _ in standing]).values_list(
            "key", flat=True
        )
    )
    for key, kind, region in standing:
        if key not in there:
            journal.open_room(key, kind, region)
