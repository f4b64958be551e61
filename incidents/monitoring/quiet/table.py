"""Townships in a CSV file: a heading, then one township a line. Asks the database nothing."""

import csv
import io
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSException, GEOSGeometry, Point, Polygon
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Invalid
from incidents.actions.judge import on_earth

COLUMNS = (
    "code", "name_zh", "name_en", "lat", "lon", "people", "outline", "illustrative", "retired",
)  # fmt: skip
NEEDED = ("code", "name_zh", "lat", "lon")
HEADINGS = {
    "区划代码": "code", "代码": "code", "名称": "name_zh", "英文名": "name_en", "纬度": "lat",
    "经度": "lon", "人口": "people", "边界": "outline", "示意": "illustrative",
    "停用": "retired",
}  # fmt: skip
MOST_ROWS, MOST_TEXT, MOST_PEOPLE, MOST_CORNERS = 1000, 2_000_000, 10_000_000, 2000
LENGTHS = {"name_zh": 40, "name_en": 60}
YES = frozenset({"1", "yes", "true", "是"})


@dataclass(frozen=True, slots=True)
class Given:
    """One line that can be read."""

    line: int
    code: str
    name_zh: str
    name_en: str
    point: Point
    people: int | None
    outline: Polygon | None
    illustrative: bool
    retired: bool


def read(text: str) -> list[Given]:
    """Return what the lines say. Raises ``Invalid`` with all that is wrong, line by line."""
    if len(text) > MOST_TEXT or "\x00" in text:
        raise Invalid(_("This cannot be read."), field="csv")
    found: list[Given] = []
    problems: list[dict[str, Any]] = []
    codes: set[str] = set()
    for line, cells in _lines(text):
        try:
            one = _given(line, cells, codes)
        except Invalid as refusal:
            problems.append({"row": line, "message": str(refusal)})
        else:
            codes.add(one.code)
            found.append(one)
    if problems:
        raise Invalid(
            _("%(count)d lines are not right; nothing was recorded.")
            % {"count": len(problems)},
            rows=problems,
        )
    if not found:
        raise Invalid(_("The file has no townships."), field="csv")
    return found


def _lines(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        heads = [cell.strip() for cell in next(reader, [])]
        names = [HEADINGS.get(head, head.lower()) for head in heads]
        missing = [name for name in NEEDED if name not in names]
        if missing:
            told = {"names": ", ".join(missing)}
            raise Invalid(_("Columns are missing: %(names)s.") % told, field="csv")
        for number, cells in enumerate(reader):
            if number >= MOST_ROWS:
                told_most = {"most": MOST_ROWS}
                raise Invalid(_("At most %(most)d lines at once.") % told_most, field="csv")
            if any(cell.strip() for cell in cells):
                row = zip(names, (cell.strip() for cell in cells), strict=False)
                yield reader.line_num, dict(row)
    except csv.Error as error:
        told_line = {"n": reader.line_num}
        raise Invalid(_("Line %(n)d cannot be read.") % told_line, field="csv") from error


def _given(line: int, cells: Mapping[str, str], before: Container[str]) -> Given:
    code = cells.get("code", "")
    if code in before:
        raise Invalid(_("This code stands on another line already."))
    if not (len(code) == 9 and code.isascii() and code.isdigit()):
        raise Invalid(_("The code of a township has nine digits."))
    if code[4:6] == "00" or not regions.known(code[:6]):
        raise Invalid(_("There is no such county: %(code)s.") % {"code": code[:6]})
    for name, most in LENGTHS.items():
        if len(cells.get(name, "")) > most:
            raise Invalid(_("At most %(most)d characters.") % {"most": most})
    if not cells.get("name_zh"):
        raise Invalid(_("Something that must be said is missing."))
    return Given(
        line=line,
        code=code,
        name_zh=cells["name_zh"],
        name_en=cells.get("name_en", ""),
        point=_point(cells),
        people=_people(cells.get("people", "")),
        outline=_outline(cells.get("outline", "")),
        illustrative=cells.get("illustrative", "").lower() in YES,
        retired=cells.get("retired", "").lower() in YES,
    )


def _point(cells: Mapping[str, str]) -> Point:
    try:
        return on_earth((float(cells.get("lat", "")), float(cells.get("lon", ""))))
    except ValueError:
        raise Invalid(_("Latitude and longitude are numbers, in degrees.")) from None


def _people(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= MOST_PEOPLE):
        raise Invalid(_("The number of people is a whole number."))
    return int(text[:9])


def _outline(text: str) -> Polygon | None:
    if not text:
        return None
    try:
        found = GEOSGeometry(text, srid=4326)
    except (GEOSException, ValueError):
        found = None
    if not isinstance(found, Polygon) or not found.valid or found.num_coords > MOST_CORNERS:
        raise Invalid(_("The outline is a polygon in WKT, longitude before latitude."))
    west, south, east, north = found.extent
    on_earth((south, west))
    on_earth((north, east))
    return found
