"""What all registers as files have in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.gis.geos import Point
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from command.core.models import Person
from resources.importing.columns import Column, Value, degrees, one_of, say_yes, text, yes
from resources.importing.lists import region_codes
from resources.importing.models import SheetKind

Values = dict[str, Value]
# Column, reason, remedy.
Fault = tuple[str, str, str]
BATCH = 2_000


def column_region() -> Column:
    """Return the column of the banner, county or district."""
    return Column(
        "region", "区划", "Region", one_of(region_codes, lambda: _("region")), required=True,
        example="150621", note_zh="六位区划代码或名称", note_en="six-digit code or name",
    )  # fmt: skip


def column_name(most: int = 80, example: str = "") -> Column:
    """Return the column of the name."""
    return Column("name", "名称", "Name", text(most), required=True, example=example)


def columns_place(*, required: bool = False) -> tuple[Column, Column]:
    """Return the columns of the point, WGS 84."""
    note: dict[str, Any] = {"note_zh": "WGS 84 十进制度", "note_en": "decimal degrees, WGS 84"}
    empty: dict[str, Any] = {"required": required, "default": None}
    return (
        Column("lat", "纬度", "Latitude", degrees(-90, 90), example="40.503", **note, **empty),
        Column(
            "lon", "经度", "Longitude", degrees(-180, 180), example="109.795", **note, **empty
        ),
    )


def column_illustrative() -> Column:
    """Return the column that marks what is invented."""
    return Column(
        "is_illustrative", "示意", "Illustrative", yes, say=say_yes, default=False, example="否"
    )


class Sheet:
    """One register as lines of a file, for one authority; made anew for every file.

    ``identity`` are the columns by which a line finds the thing it is about. ``attributes``
    names the field of the model where it is not the column's key; ``point`` its point.
    """

    kind: ClassVar[SheetKind]
    model: ClassVar[type[Any]]
    columns: ClassVar[tuple[Column, ...]]
    identity: ClassVar[tuple[str, ...]]
    attributes: ClassVar[Mapping[str, str]] = {}
    point: ClassVar[str] = ""
    touched_at: ClassVar[str] = "updated_at"
    # What a line says of its thing without saying it, where the file has no such column.
    assumed: ClassVar[Mapping[str, Value]] = {}

    def __init__(self, origin: str) -> None:
        """Begin a file of the authority ``origin``."""
        self.origin = origin

    # Reading the register ---------------------------------------------------------------

    def mine(self) -> QuerySet[Any]:
        """Return the real things of the authority."""
        rows: QuerySet[Any] = self.model._default_manager.filter(
            origin=self.origin, exercise=None
        )
        return rows

    def visible(self, person: Person) -> QuerySet[Any]:
        """Return the real things that ``person`` may see, for export."""
        raise NotImplementedError

    def may_name(self, person: Person, thing: Any) -> bool:
        """Return whether what is personal of ``thing`` is shown to ``person``."""
        return True

    def identity_of(self, values: Values) -> tuple[Value, ...]:
        """Return what a line is about."""
        return tuple(values[key] for key in self.identity)

    def values_of(self, thing: Any) -> Values:
        """Return what the register holds of ``thing``, as a file says it."""
        found: Values = {}
        for column in self.columns:
            if column.key in {"lat", "lon"}:
                continue
            value = getattr(thing, self.attributes.get(column.key, column.key))
            found[column.key] = value.isoformat() if hasattr(value, "isoformat") else value
        if self.point:
            place: Point | None = getattr(thing, self.point)
            found["lat"] = round(place.y, 6) if place else None
            found["lon"] = round(place.x, 6) if place else None
        return found

    # Judging and writing ----------------------------------------------------------------

    def judge(self, values: Values, thing: Any | None) -> Iterator[Fault]:
        """Say what is wrong with a line whose cells are all readable. As the doors would."""
        if self.point and (values["lat"] is None) != (values["lon"] is None):
            yield (
                "lat",
                _("Half a place is none."),
                _("Both latitude and longitude, or neither."),
            )

    def judge_all(
        self, wanted: Sequence[tuple[int, Values, Any]]
    ) -> Iterator[tuple[int, Fault]]:
        """Say what is wrong with lines together: line and fault."""
        return iter(())

    def build(self, values: Values, at: datetime) -> Any:
        """Return a new thing, not yet written."""
        thing = self.model()
        self.alter(thing, values)
        setattr(thing, self.touched_at, at)
        return thing

    def alter(self, thing: Any, values: Values) -> list[str]:
        """Set what a line says on a thing; return the names of the fields that it set."""
        fields = []
        for key, value in values.items():
            if key in {"lat", "lon"}:
                continue
            name = self.attributes.get(key, key)
            setattr(thing, name, value)
            fields.append(name)
        if self.point and "lat" in values:
            there = values["lat"] is not None
            place = Point(values["lon"], values["lat"], srid=4326) if there else None
            setattr(thing, self.point, place)
            fields.append(self.point)
        return fields

    def enter(self, things: list[Any]) -> None:
        """Write new things as the acting authority's."""
        for thing in things:
            thing.claim()
        self.model._default_manager.bulk_create(things, batch_size=BATCH)

    def store(self, things: list[Any], at: datetime) -> None:
        """Write changed things, in one statement a batch: rows that are there are updated."""
        for thing in things:
            self.touch(thing, at)
        self.model._default_manager.bulk_create(
            things,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=sorted({*self._stored(), self.touched_at}),
        )

    def touch(self, thing: Any, at: datetime) -> None:
        """Note when a thing was changed."""
        setattr(thing, self.touched_at, at)

    def _stored(self) -> Iterable[str]:
        for column in self.columns:
            if column.key not in {"lat", "lon"}:
                yield self.attributes.get(column.key, column.key).removesuffix("_id")
        if self.point:
            yield self.point

    # Undoing ----------------------------------------------------------------------------

    def used(self, keys: list[UUID]) -> dict[UUID, str]:
        """Return which of these things have been used since they were entered, and how."""
        return {}

    def strike(self, things: list[Any], at: datetime) -> None:
        """Take things out of use that an import entered by mistake: nothing is deleted."""
        raise NotImplementedError


def in_deployments(rows: QuerySet[Any], by: str) -> dict[UUID, str]:
    """Return the things of ``rows`` (deployments) that were ever given away."""
    held = rows.values_list(by, flat=True).distinct()
    return {key: _("It has been ordered to an incident.") for key in held}


def by_key(rows: Iterable[Model]) -> dict[UUID, Any]:
    """Return rows by their keys."""
    return {row.pk: row for row in rows}
