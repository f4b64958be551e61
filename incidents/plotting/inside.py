"""What lies within so many metres of a shape: asked of every floor that has something there.

An upper floor enters its finders in its ``apps.py`` with ``enter``; a finder cuts what
it returns to what the person may see, and keeps real things and an exercise's apart.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.db.models import F, FloatField, Func, Model, Q, QuerySet, Value
from django.utils.functional import Promise

from command.core.models import Person

Row = TypeVar("Row", bound=Model)
MOST = 500  # of one kind
METRES_PER_DEGREE = 110_500  # of latitude, a little less than anywhere, so that boxes are wide


@dataclass(frozen=True, slots=True)
class Zone:
    """A shape and how far around it; ``exercise`` is the world in which it was drawn."""

    shape: GEOSGeometry
    metres: int
    exercise: UUID | None = None

    def box(self) -> Polygon:
        """Return a rectangle that holds the whole zone, for the index."""
        west, south, east, north = self.shape.extent
        up = self.metres / METRES_PER_DEGREE
        flattest = math.cos(math.radians(min(89.0, max(abs(south), abs(north)) + up)))
        aside = up / max(flattest, 0.01)
        box = Polygon.from_bbox((west - aside, south - up, east + aside, north + up))
        box.srid = 4326
        return box


@dataclass(frozen=True, slots=True)
class Found:
    """One thing inside a zone. ``count`` is how many it stands for (people, pieces), if any."""

    kind: str
    id: str
    name: str
    detail: str
    lat: float
    lon: float
    metres: int
    count: int | None = None


Finder = Callable[[Zone, Person], list[Found]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of things that can lie in a zone; ``counts`` names what is added up."""

    title: str | Promise
    finder: Finder
    counts: str | Promise = ""


KINDS: dict[str, Kind] = {}


def enter(kind: str, title: str | Promise, finder: Finder, counts: str | Promise = "") -> None:
    """Let ``finder`` answer for ``kind``; entering twice is once."""
    KINDS[kind] = Kind(title, finder, counts)


def find(zone: Zone, person: Person) -> list[Found]:
    """Return what lies in the zone, kind by kind, the nearest first. A query or two a kind."""
    found: list[Found] = []
    for kind in KINDS.values():
        found += sorted(kind.finder(zone, person), key=lambda one: one.metres)[:MOST]
    return found


def near(rows: QuerySet[Row], field: str, zone: Zone) -> QuerySet[Row]:
    """Return the rows whose point lies in the zone, measured in ``metres``, nearest first.

    The box goes by the geometry's index where there is one; the metres are those on
    the globe.
    """
    inside = rows.filter(Q(**{f"{field}__isnull": False, f"{field}__bboverlaps": zone.box()}))
    measured: Any = inside.annotate(metres=apart(field, zone.shape))
    found: QuerySet[Row] = measured.filter(metres__lte=zone.metres).order_by("metres", "pk")
    return found


def apart(field: str, shape: GEOSGeometry) -> Func:
    """Return the expression for the metres between a column and a shape."""
    wkb = bytes(shape.hexewkb).decode()
    return Func(
        F(field),
        Value(wkb),
        function="ST_Distance",
        template="%(function)s(%(expressions)s::geography)",
        arg_joiner="::geography, ",
        output_field=FloatField(),
    )


def found_at(kind: str, row: Any, point: Any, name: str, detail: str, **given: Any) -> Found:
    """Return what was found of a row that ``near`` measured."""
    return Found(
        kind=kind,
        id=str(row.pk),
        name=name,
        detail=detail,
        lat=round(point.y, 6),
        lon=round(point.x, 6),
        metres=round(row.metres),
        **given,
    )
