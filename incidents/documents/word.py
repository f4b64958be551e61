"""A paper as a Word file, of the same structure as the PDF."""

import io
from typing import Any

from django.utils import translation

from incidents.documents.paper import (
    Block,
    Facts,
    Heading,
    Paper,
    Picture,
    Table,
    require_printable,
)
from incidents.documents.words import clean, lines_of


def to_docx(paper: Paper) -> bytes:
    """Return the paper as a Word file."""
    import docx

    require_printable(paper)
    document = docx.Document()
    with translation.override(paper.language):
        document.add_heading(clean(paper.title), 0)
        for block in paper.blocks:
            _add(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(clean(block.text), block.level)
        case Facts():
            _table(document, block.pairs)
        case Table():
            _table(document, (block.head, *block.rows))
        case Picture():
            document.add_picture(io.BytesIO(block.content))
        case _:
            for line in lines_of(block.text):
                document.add_paragraph(line)


def _table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = clean(text)
