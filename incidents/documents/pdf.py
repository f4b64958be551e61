"""A paper as PDF, set by WeasyPrint from our own HTML and CSS. Nothing is fetched."""

import base64
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from incidents.documents.paper import (
    FORM,
    LOG,
    OFFICIAL,
    SHEET,
    Block,
    Facts,
    Heading,
    Paper,
    Picture,
    Table,
    require_printable,
)
from incidents.documents.press import PRESS
from incidents.documents.words import clean, date_in_words, lines_of, moment_in_words

STYLES = Path(__file__).parent / "print"
# Template and style sheet of each kind of paper.
LAYOUTS = {OFFICIAL: "official", FORM: "form", LOG: "form", SHEET: "sheet"}


def to_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF, A4. Raises ``TooLarge`` for more than about 200 pages.

    Also raises ``Conflict`` while too many wait for the press, and ``NotPrinted`` when it took
    too long or was lost twice. Costs about a tenth of a second a page, in a process of its own.
    """
    page = to_html(paper)
    names = ("paper.css", f"{LAYOUTS[paper.kind]}.css")
    sheets = [(STYLES / name).read_text(encoding="utf-8") for name in names]
    return PRESS.set(page, sheets)


def to_html(paper: Paper) -> str:
    """Return the page that the PDF is set from. Every text is escaped by the template."""
    require_printable(paper)
    with translation.override(paper.language):
        return render_to_string(f"documents/{LAYOUTS[paper.kind]}.html", context(paper))


def context(paper: Paper) -> dict[str, Any]:
    """Return what the templates of papers show."""
    language = paper.language
    return {
        "paper": paper,
        "language": "zh-CN" if language.startswith("zh") else "en",
        "title_lines": lines_of(paper.title),
        "issued_on": date_in_words(paper.issued_at, language) if paper.issued_at else "",
        "as_of": moment_in_words(paper.as_of, language) if paper.as_of else "",
        "printed_at": moment_in_words(timezone.now(), language),
        "blocks": [_shown(block) for block in paper.blocks],
    }


def _shown(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            level = min(max(block.level, 1), 3)
            return {"kind": "heading", "text": clean(block.text), "level": level}
        case Facts():
            pairs = [(clean(name), lines_of(value)) for name, value in block.pairs]
            return {"kind": "facts", "pairs": pairs}
        case Table():
            rows = [[lines_of(cell) for cell in row] for row in block.rows]
            return {"kind": "table", "head": block.head, "rows": rows, "widths": _parts(block)}
        case Picture():
            return {"kind": "picture", "url": _data_url(block.content), "text": block.caption}
        case _:
            return {"kind": "text", "lines": lines_of(block.text), "changed": block.changed}


def _parts(table: Table) -> list[str]:
    """Return the width of each column in hundredths, as attributes of ``col``."""
    whole = sum(table.widths)
    return [f"{part * 100 / whole:.2f}%" for part in table.widths] if whole else []


def _data_url(content: bytes) -> str:
    kind = "image/jpeg" if content.startswith(b"\xff\xd8") else "image/png"
    if content.startswith(b"<svg"):
        kind = "image/svg+xml"
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
