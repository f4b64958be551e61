"""Facilities and experts as files."""

from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.errors import Invalid
from command.core.models import Person
from incidents.models import EventType
from resources.importing.actions.sheets.base import (
    Fault,
    Sheet,
    Values,
    column_illustrative,
    column_name,
    column_region,
    columns_place,
)
from resources.importing.columns import Column, Value, codes, one_of, say_codes, text, whole
from resources.importing.columns import yes as read_yes
from resources.importing.lists import choices
from resources.importing.models import SheetKind
from resources.register import details as kept
from resources.register.actions.facilities import FURTHEST
from resources.register.actions.facilities import _write as write_facility
from resources.register.kinds import FacilityKind
from resources.register.models import BedCount, Expert, Facility, ShelterCount
from resources.register.selectors.sight import experts_open_to, facilities_open_to, may_name


def _say(value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _detail_columns() -> Iterator[Column]:
    """Make a column of everything that is kept of some kind of facility."""
    seen: dict[str, list[kept.Detail]] = {}
    for details in kept.DETAILS.values():
        for detail in details:
            seen.setdefault(detail.key, []).append(detail)
    for key, found in seen.items():
        heads = []
        for language in ("zh-hans", "en"):
            with translation.override(language):
                heads.append(str(found[0].label))
        yield Column(key, heads[0], heads[1], _reader(found), say=_say, default=None)


def _reader(details: list[kept.Detail]) -> Any:
    kinds = [one.takes for one in details if not isinstance(one.takes, str)]
    if kinds:
        return one_of(lambda: choices(*kinds), lambda: str(details[0].label))
    if details[0].takes == "yes":
        return read_yes
    return text(kept.TEXT)


class Facilities(Sheet):
    """Places, and what stands there."""

    kind = SheetKind.FACILITY
    model = Facility
    identity = ("region", "kind", "name")
    attributes = {"region": "region_id"}
    point = "point"
    OWN = (
        Column(
            "kind", "设施类别", "Kind",
            one_of(lambda: choices(FacilityKind), lambda: _("kind of facility")),
            required=True, example="shelter", note_zh="代码或名称", note_en="code or name",
        ),
        column_name(example="树林召镇中心避难场所"),
        Column("name_en", "英文名称", "English name", text(120)),
        column_region(),
        Column("place", "地址", "Address", text(120), example="树林召镇"),
        *columns_place(required=True),
        Column("coord_precision_m", "坐标精度(米)", "Precision (m)", whole(1, FURTHEST),
               required=True, example="50"),
        Column("source_note", "坐标来源", "Source", text(200), required=True,
               example="现场核实"),
        Column("note", "备注", "Note", text(200)),
        Column("contact", "联系人", "Contact", text(40), personal=True),
        Column("phone", "联系电话", "Telephone", text(30), personal=True),
        column_illustrative(),
        Column("in_use", "在用", "In use", read_yes, say=_say, default=True, example="是"),
    )  # fmt: skip
    columns = (*OWN, *_detail_columns())
    # Whoever lists a facility says that it is there: one that was closed opens again.
    assumed = MappingProxyType({"in_use": True})

    def visible(self, person: Person) -> QuerySet[Facility]:
        """Return the real facilities in use."""
        return facilities_open_to(person).filter(exercise=None, closed_at=None)

    def may_name(self, person: Person, thing: Any) -> bool:
        """Return whether the contact is shown."""
        return may_name(person, thing.region_id)

    def values_of(self, thing: Any) -> Values:
        """Return what the register holds; the details beside the rest."""
        own: Values = {column.key: getattr(thing, column.key, None) for column in self.OWN}
        own |= {"region": thing.region_id, "lat": round(thing.point.y, 6)}
        own |= {"lon": round(thing.point.x, 6), "in_use": thing.closed_at is None}
        details = {column.key: None for column in self.columns[len(self.OWN) :]}
        whole: Values = own | details | thing.details
        return whole

    def judge(self, values: Values, thing: Any | None) -> Iterator[Fault]:
        """Let the register's own rules judge."""
        try:
            self.alter(Facility(), values)
        except Invalid as exc:
            field = str(exc.detail.get("field", "kind"))
            known = {column.key for column in self.columns}
            yield field if field in known else "lat", str(exc), _("See the template.")

    def alter(self, thing: Any, values: Values) -> list[str]:
        """Set what a line says, by the rules of the register; open or close it."""
        thing.closed_at = None if values["in_use"] else thing.closed_at or now()
        kind = values["kind"]
        thing.kind, thing.region_id = kind, values["region"]
        thing.is_illustrative = values["is_illustrative"]
        own = {column.key for column in self.OWN}
        details = {k: v for k, v in values.items() if k not in own and v not in (None, "")}
        plain = {
            key: values[key]
            for key in ("name", "name_en", "place", "coord_precision_m", "source_note", "note",
                        "contact", "phone")
            if key in values
        }  # fmt: skip
        place = (values["lat"], values["lon"])
        write_facility(thing, plain | {"point": place, "details": details})
        return []

    def _stored(self) -> Iterator[str]:
        yield from ("name", "name_en", "initials", "place", "point", "coord_precision_m",
                    "source_note", "note", "contact", "phone", "details", "level",
                    "is_illustrative", "closed_at")  # fmt: skip

    def used(self, keys: list[UUID]) -> dict[UUID, str]:
        """Return the facilities where somebody has counted."""
        counted = {
            *ShelterCount.objects.filter(facility__in=keys).values_list("facility", flat=True),
            *BedCount.objects.filter(facility__in=keys).values_list("facility", flat=True),
        }
        return {key: _("Somebody has counted there.") for key in counted}

    def strike(self, things: list[Any], at: datetime) -> None:
        """Take the facilities out of use."""
        for facility in things:
            facility.closed_at = at
        self.store(things, at)


def families() -> dict[str, str]:
    """Return the families of event types: three signs, and themselves in capitals."""
    rows = EventType.objects.values_list("code", flat=True)
    return {code[:3]: code[:3] for code in rows}


class Experts(Sheet):
    """People who know."""

    kind = SheetKind.EXPERT
    model = Expert
    identity = ("region", "name", "organisation")
    attributes = {"region": "region_id"}
    columns = (
        Column("name", "姓名", "Name", text(40), required=True, example="示意专家",
               personal=True),
        Column("organisation", "单位", "Organisation", text(80), example="某水利科学研究院"),
        Column("title", "职称", "Title", text(40), example="高级工程师"),
        Column("families", "事件类别", "Event families", codes(families),
               say=say_codes, required=True, default=[], example="11A"),
        Column("speciality", "专长", "Speciality", text(200), required=True,
               example="冰凌灾害与冰坝爆破"),
        column_region(),
        Column("reach", "联系方式", "Reach", text(80), personal=True),
        column_illustrative(),
    )  # fmt: skip

    def mine(self) -> QuerySet[Any]:
        """Return the real experts of the authority who have not been forgotten."""
        return super().mine().filter(forgotten_at=None)

    def visible(self, person: Person) -> QuerySet[Expert]:
        """Return the real experts."""
        return experts_open_to(person).filter(exercise=None, forgotten_at=None)

    def may_name(self, person: Person, thing: Any) -> bool:
        """Return whether name and telephone are shown."""
        return may_name(person, thing.region_id)

    def strike(self, things: list[Any], at: datetime) -> None:
        """Destroy who they are; what they knew goes with it."""
        for expert in things:
            expert.name = expert.reach = ""
            expert.forgotten_at = at
        self.store(things, at)

    def _stored(self) -> Iterator[str]:
        yield from super()._stored()
        yield "forgotten_at"
