"""Moving units for the map: light tuples, ten thousand of them at once."""

from datetime import datetime

from django.db.models import FloatField, Func
from django.db.models.functions import Coalesce

from command.core.models import Person
from command.core.regions import city_of
from resources.selectors.sight import teams_open_to

# Team, latitude, longitude (WGS 84 degrees), heading in degrees, Unix time in ms (``None``
# for a team that has not been heard of and is drawn at its base), status, kind, city,
# name, in an exercise. The first six are as the live positions come.
MapUnit = tuple[str, float, float, float | None, int | None, str, str, str, str, bool]

COLUMNS = [
    "team",
    "lat",
    "lon",
    "heading",
    "at",
    "status",
    "kind",
    "city",
    "name",
    "exercise",
]


class _Degree(Func):
    output_field = FloatField()


def units_for_map(person: Person) -> list[MapUnit]:
    """Return the teams ``person`` may see in detail that have a place. Few queries."""
    rows = (
        teams_open_to(person)
        .select_related(None)
        .order_by()
        .annotate(
            lat=Coalesce("position__lat", _Degree("base", function="ST_Y")),
            lon=Coalesce("position__lon", _Degree("base", function="ST_X")),
        )
        .filter(lat__isnull=False)
        .values_list(
            "id",
            "lat",
            "lon",
            "position__heading_deg",
            "position__observed_at",
            "state__status",
            "kind",
            "region_id",
            "name",
            "exercise_id",
        )
    )
    return [
        (
            str(team),
            lat,
            lon,
            heading,
            _milliseconds(at),
            status,
            kind,
            city_of(region),
            name,
            exercise is not None,
        )
        for team, lat, lon, heading, at, status, kind, region, name, exercise in rows
    ]


def _milliseconds(at: datetime | None) -> int | None:
    return int(at.timestamp() * 1000) if at else None
