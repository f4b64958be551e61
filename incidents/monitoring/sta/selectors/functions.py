"""Functions and operators of the query language, as the database computes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DurationField,
    Expression,
    ExpressionWrapper,
    FloatField,
    Func,
    IntegerField,
    Value,
    functions,
)
from django.db.models.functions import Cast, NullIf
from django.db.models.lookups import Exact, GreaterThan
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.errors import Invalid

WGS84 = 4326
MOST_CORNERS = 1000


@dataclass(frozen=True, slots=True)
class Valued:
    """An expression of the database, and what kind of value it gives."""

    kind: str
    of: Any


@dataclass(frozen=True, slots=True)
class Function:
    """What a function takes, what it gives, how it is made."""

    takes: tuple[str, ...]
    gives: str
    made: Callable[..., Any]


def _real(function: str) -> Function:
    def made(number: Any) -> Func:
        return Func(Cast(number, FloatField()), function=function, output_field=FloatField())

    return Function(("number",), "number", made)


def _of_time(part: type[functions.Extract]) -> Function:
    return Function(("time",), "number", lambda at: part(at, tzinfo=UTC))


def _of_places(function: str, gives: str = "flag") -> Function:
    field = BooleanField() if gives == "flag" else FloatField()

    def made(one: Any, other: Any) -> Func:
        return Func(one, other, function=function, output_field=field)

    return Function(("place", "place"), gives, made)


def _position(text: Any, part: Any) -> Expression:
    return functions.StrIndex(text, part)


def _holds(text: Any, part: Any) -> GreaterThan:
    return GreaterThan(_position(text, part), 0)


def _starts(text: Any, part: Any) -> Exact:
    return Exact(
        Func(text, functions.Length(part), function="LEFT", output_field=CharField()), part
    )


def _ends(text: Any, part: Any) -> Exact:
    return Exact(
        Func(text, functions.Length(part), function="RIGHT", output_field=CharField()), part
    )


def _piece(text: Any, start: Any, *length: Any) -> Expression:
    whole = [Cast(each, IntegerField()) for each in (start, *length)]
    return functions.Substr(text, whole[0] + 1, *whole[1:])


def _text(made: Callable[..., Any], count: int = 1) -> Function:
    return Function(("text",) * count, "text", made)


FUNCTIONS: dict[str, tuple[Function, ...]] = {
    "contains": (Function(("text", "text"), "flag", _holds),),
    "substringof": (Function(("text", "text"), "flag", lambda part, text: _holds(text, part)),),
    "startswith": (Function(("text", "text"), "flag", _starts),),
    "endswith": (Function(("text", "text"), "flag", _ends),),
    "length": (Function(("text",), "number", functions.Length),),
    "indexof": (Function(("text", "text"), "number", lambda t, p: _position(t, p) - 1),),
    "substring": (
        Function(("text", "number"), "text", _piece),
        Function(("text", "number", "number"), "text", _piece),
    ),
    "tolower": (_text(functions.Lower),),
    "toupper": (_text(functions.Upper),),
    "trim": (_text(functions.Trim),),
    "concat": (_text(functions.Concat, 2),),
    "year": (_of_time(functions.ExtractYear),),
    "month": (_of_time(functions.ExtractMonth),),
    "day": (_of_time(functions.ExtractDay),),
    "hour": (_of_time(functions.ExtractHour),),
    "minute": (_of_time(functions.ExtractMinute),),
    "second": (_of_time(functions.ExtractSecond),),
    "date": (Function(("time",), "date", lambda at: functions.TruncDate(at, tzinfo=UTC)),),
    "now": (Function((), "time", lambda: Value(now(), DateTimeField())),),
    "round": (_real("ROUND"),),
    "floor": (_real("FLOOR"),),
    "ceiling": (_real("CEIL"),),
    "geo.distance": (_of_places("ST_Distance", "number"),),
    "geo.intersects": (_of_places("ST_Intersects"),),
    **{
        f"st_{name}": (_of_places(f"ST_{name.capitalize()}"),)
        for name in (
            "within", "contains", "intersects", "equals", "disjoint", "touches", "overlaps",
            "crosses",
        )
    },
}  # fmt: skip

FIELDS: dict[str, Callable[[], Any]] = {
    "text": CharField,
    "number": FloatField,
    "time": DateTimeField,
    "date": DateField,
    "span": DurationField,
    "flag": BooleanField,
    "place": lambda: GeometryField(srid=WGS84),
}


def literal(kind: str, value: Any) -> Valued:
    """Return a value that was given. Raises ``Invalid`` for a place that is none."""
    if kind == "place":
        value = _geometry(value)
    return Valued(kind, Value(value, FIELDS[kind]()))


def reckoned(operator: str, left: Valued, right: Valued) -> Valued | None:
    """Return what an operator makes of two values; ``None`` when it takes no such kinds."""
    kinds = (left.kind, right.kind)
    if kinds == ("number", "number"):
        return Valued("number", _number(operator, left.of, right.of))
    if kinds == ("time", "span") and operator in {"add", "sub"}:
        moved = left.of + right.of if operator == "add" else left.of - right.of
        return Valued("time", ExpressionWrapper(moved, DateTimeField()))
    return None


def _number(operator: str, left: Any, right: Any) -> Expression:
    one, other = (Cast(each, FloatField()) for each in (left, right))
    made: Any
    if operator == "add":
        made = one + other
    elif operator == "sub":
        made = one - other
    elif operator == "mul":
        made = one * other
    else:  # Nothing comes of dividing by zero.
        made = one / NullIf(other, Value(0.0))
        if operator == "mod":
            whole = Func(made, function="TRUNC", output_field=FloatField())
            made = one - other * whole
    return ExpressionWrapper(made, FloatField())


def _geometry(text: str) -> GEOSGeometry:
    try:
        # Hexadecimal and JSON are read by the same class, and are no WKT.
        place = GEOSGeometry(text.strip(), srid=WGS84) if text.strip()[:1].isalpha() else None
        sound = place is not None and place.num_coords <= MOST_CORNERS and place.valid
    except (GEOSException, ValueError, TypeError):
        place, sound = None, False
    if place is None or not sound or place.empty or not _near(place.extent):
        raise Invalid(_("This is no place in WKT, longitude first."), field="$filter")
    return place


def _near(extent: tuple[float, float, float, float]) -> bool:
    return all(abs(degrees) <= 360 for degrees in extent)
