"""A register as an XLSX workbook. Loaded when one is asked for: its library takes its time."""

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.comments import Comment
from openpyxl.styles import Font

from resources.importing.actions.sheets import Sheet
from resources.importing.reading import MOST_LINES


def workbook(sheet: Sheet, heads: list[str], rows: Iterable[list[str]]) -> bytes:
    """Return a workbook of one page, its heads explained."""
    book = Workbook(write_only=True)
    page: Any = book.create_sheet(str(sheet.kind))
    page.freeze_panes = "A2"
    first = []
    for head, column in zip(heads, sheet.columns, strict=True):
        cell = WriteOnlyCell(page, value=head)
        cell.font = Font(bold=True)
        cell.comment = Comment(
            "\n".join(filter(None, (column.en, column.note_zh, column.note_en))), ""
        )
        first.append(cell)
    page.append(first)
    for number, row in enumerate(rows):
        if number == MOST_LINES * 10:
            break
        page.append([_text(page, cell) for cell in row])
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _text(page: Any, said: str) -> Any:
    """Return a cell that is text whatever it looks like: codes keep their zeros."""
    cell = WriteOnlyCell(page, value=ILLEGAL_CHARACTERS_RE.sub("", said) or None)
    if cell.value is not None:
        cell.data_type = TYPE_STRING
    return cell
