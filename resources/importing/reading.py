"""A file as lines of text: CSV in UTF-8 or GB 18030, or the first sheet of an XLSX.

What the file is, its content says. Nothing in it is computed: a formula is a mistake.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from command.core.errors import Invalid, TooLarge, WrongKind

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_LINES: Final = 20_000
MOST_COLUMNS: Final = 80
MOST_SIGNS: Final = 2_000  # in one cell
# Of an XLSX, which is a ZIP archive.
MOST_PARTS: Final = 500
MOST_UNPACKED: Final = 150 * 1024 * 1024
MOST_RATIO: Final = 200
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE: Final = "text/csv"
ZIP_TYPE: Final = "application/zip"  # what a workbook is kept as: its own name is too long
FORMULA: Final = "\x01formula"  # stands for a formula, which no cell can say
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """The heads, and the lines under them with their numbers as a spreadsheet shows them."""

    layout: str
    content_type: str
    heads: list[str]
    lines: list[tuple[int, list[str]]]


def read(content: bytes) -> Table:
    """Return what stands in a file. Raises ``TooLarge``, ``WrongKind`` or ``Invalid``."""
    if len(content) > MOST_BYTES:
        raise TooLarge(_("The file is too large."), limit_bytes=MOST_BYTES)
    if content[:2] == b"PK":
        return _table("XLSX", ZIP_TYPE, _sheet(content))
    text, layout = _text(content)
    return _table(layout, CSV_TYPE, _csv(text))


def _text(content: bytes) -> tuple[str, str]:
    if b"\x00" in content or not content.strip():
        raise _strange()
    for encoding, name in (("utf-8-sig", "UTF-8"), ("gb18030", "GB 18030")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A picture or a program may happen to be valid text of a kind.
        if any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text):
            raise _strange()
        return text, f"CSV {name}"
    raise _strange()


def _strange() -> WrongKind:
    return WrongKind(
        _("This is neither a CSV file in UTF-8 or GB 18030 nor an XLSX workbook."),
        accepted=[CSV_TYPE, XLSX_TYPE],
    )


def _csv(text: str) -> Iterator[list[str]]:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=False):
            yield [_unprotected(cell) for cell in row]
    except csv.Error as exc:
        raise Invalid(_("The CSV file is broken: %s") % exc) from None


def _unprotected(cell: str) -> str:
    """Return a cell without the apostrophe that an export puts before seeming formulas."""
    if cell[:1] == "'" and cell[1:2] in DANGEROUS:
        return cell[1:]
    return cell


def _sheet(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook  # loaded when there is a workbook to read
    from openpyxl.utils.exceptions import InvalidFileException

    _weigh(content)
    try:
        # Read only: no styles, no links, nothing kept; formulas come as they were written.
        book = load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
        sheet = book.worksheets[0]
        for cells in sheet.iter_rows(max_col=MOST_COLUMNS + 1):
            yield [_said(cell) for cell in cells]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError,
            TypeError, AttributeError, OSError, SyntaxError) as exc:  # fmt: skip
        raise WrongKind(
            _("This is not a whole XLSX workbook."), accepted=[CSV_TYPE, XLSX_TYPE]
        ) from exc


def _weigh(content: bytes) -> None:
    """Refuse an archive that unpacks to more than a register can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _strange() from None
    unpacked = sum(part.file_size for part in parts)
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise _strange()
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or unpacked > MOST_RATIO * max(len(content), 50_000)
    ):
        raise TooLarge(_("The workbook unpacks to too much."), limit_bytes=MOST_UNPACKED)


def _said(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":  # of openpyxl: a formula
        return FORMULA
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _table(layout: str, content_type: str, rows: Iterable[list[str]]) -> Table:
    """Take the first line that says something as the heads, and what follows as lines."""
    heads: list[str] = []
    lines: list[tuple[int, list[str]]] = []
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise Invalid(_("More than %d columns.") % MOST_COLUMNS, line=number)
        if any(len(cell) > MOST_SIGNS for cell in cells):
            raise Invalid(_("A cell has more than %d characters.") % MOST_SIGNS, line=number)
        if not heads:
            heads = cells
            continue
        if len(lines) == MOST_LINES:
            raise TooLarge(_("More than %d lines.") % MOST_LINES, limit_lines=MOST_LINES)
        lines.append((number, cells))
    if not heads or not lines:
        raise Invalid(_("The file has no lines under its heads."))
    return Table(layout, content_type, heads, lines)
