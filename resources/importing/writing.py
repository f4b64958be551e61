"""Registers as CSV and XLSX, with the columns that an import reads; and empty templates."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify

from command.core.models import Person
from resources.importing.actions.sheets import Sheet
from resources.importing.reading import CSV_TYPE, DANGEROUS, XLSX_TYPE

FORMATS = ("csv", "xlsx")


def heads(sheet: Sheet) -> list[str]:
    """Return the heads of a file in Chinese; what must be there has a star."""
    return [column.zh + ("*" if column.required else "") for column in sheet.columns]


def lines(sheet: Sheet, person: Person) -> Iterator[list[str]]:
    """Return the real things that ``person`` may see, line by line, as an import reads them."""
    names: dict[str, bool] = {}
    for thing in sheet.visible(person).iterator(chunk_size=2_000):
        values = sheet.values_of(thing)
        region = values["region"]
        if region not in names:
            names[region] = sheet.may_name(person, thing)
        yield [
            "" if values[c.key] in (None, "") or (c.personal and not names[region])
            else c.say(values[c.key])
            for c in sheet.columns
        ]  # fmt: skip


def template(sheet: Sheet) -> list[list[str]]:
    """Return one line of an example."""
    return [[column.example for column in sheet.columns]]


def answer(sheet: Sheet, rows: Iterable[list[str]], kind: str, name: str) -> HttpResponseBase:
    """Return a file to be saved."""
    response: HttpResponseBase
    if kind == "xlsx":
        from resources.importing.workbook import workbook

        response = HttpResponse(workbook(sheet, heads(sheet), rows), content_type=XLSX_TYPE)
    else:
        response = StreamingHttpResponse(
            _csv(sheet, rows), content_type=f"{CSV_TYPE}; charset=utf-8"
        )
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _csv(sheet: Sheet, rows: Iterable[list[str]]) -> Iterator[str]:
    # With the mark by which the office programs know UTF-8.
    yield "\ufeff" + _line(heads(sheet))
    for row in rows:
        yield _line([_harmless(cell) for cell in row])


def _line(cells: Sequence[str]) -> str:
    into = io.StringIO()
    csv.writer(into).writerow(cells)
    return into.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; an import takes the sign off."""
    return (
        f"'{cell}"
        if cell[:1] in DANGEROUS or cell[:2] in {f"'{s}" for s in DANGEROUS}
        else cell
    )
