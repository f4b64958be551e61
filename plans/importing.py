"""The text of a PDF or Word file, cut into the chapters of a plan.

A heading is a line that a Word style calls one, or that begins as Chinese plans number
their chapters: 第一章, 一、, 1 总则, 1. Purpose.
What a chapter is about is read from its heading.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from command.core.errors import Invalid, TooLarge, WrongKind
from plans.files import DOCX, PDF

MOST_PAGES: Final = 400
MOST_CHAPTERS: Final = 60
LONGEST_TEXT: Final = 20_000
LONGEST_TITLE: Final = 120
HEADING: Final = re.compile(
    r"(第[一二三四五六七八九十百]{1,4}章|[一二三四五六七八九十]{1,3}、|\d{1,2}[\s.、]\s*(?![\d.]))\s*(.{1,50})"
)
ENDS: Final = tuple("。;,:\uff1b\uff0c\uff1a")
# Part of a plan, and words in a heading that tell of it; the first that fits.
ABOUT: Final = (
    ("purpose", ("目的", "总则", "purpose", "general")),
    ("basis", ("依据", "basis")),
    ("scope", ("适用", "范围", "scope")),
    ("risk", ("风险", "概况", "危险", "risk", "hazard")),
    (
        "organisation",
        ("组织", "指挥", "职责", "机构", "organisation", "duties"),
    ),
    ("warning", ("监测", "预警", "预防", "信息报告", "warning", "monitoring")),
    ("response", ("响应", "处置", "救援", "response")),
    ("recovery", ("后期", "善后", "恢复", "recovery")),
    ("support", ("保障", "support", "resources")),
    ("management", ("管理", "附则", "演练", "培训", "修订", "management")),
)
LATE: Final = ("后期", "善后")  # 后期处置 is recovery, not response


def chapters_in(content: bytes, content_type: str) -> list[dict[str, str]]:
    """Return the chapters as a document takes them.

    Raises ``WrongKind`` for another kind of file, ``Invalid`` when there is no text in it
    or it cannot be read, ``TooLarge`` when there is too much.
    """
    if content_type == DOCX:
        lines = list(_of_word(content))
    elif content_type == PDF:
        lines = list(_of_pdf(content))
    else:
        raise WrongKind(
            _("Text is taken from PDF and Word (.docx) files."), accepted=[PDF, DOCX]
        )
    if not any(text for _title, text in lines):
        raise Invalid(
            _("There is no text in this file. A scan has to be made readable (OCR) first."),
            field="file",
        )
    return list(_chapters(lines))


def _of_word(content: bytes) -> Iterator[tuple[bool, str]]:
    import docx  # readers of files are loaded when there is one to read

    try:
        document: Any = docx.Document(io.BytesIO(content))
        told = [(str(p.style.name if p.style else ""), p.text) for p in document.paragraphs]
        cells = [
            " · ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
            for table in document.tables
            for row in table.rows
        ]
    except Exception as error:  # whatever a broken package makes the reader raise
        raise _unreadable() from error
    for style, text in told:
        clean = _clean(text)
        yield style.startswith(("Heading", "heading", "标题")) or _is_heading(clean), clean
    yield from ((False, _clean(cell)) for cell in cells)


def _of_pdf(content: bytes) -> Iterator[tuple[bool, str]]:
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except Exception as error:  # whatever a broken file makes the reader raise
        raise _unreadable() from error
    if locked:
        raise Invalid(_("This PDF is locked with a password."), field="file")
    if count > MOST_PAGES:
        raise TooLarge(_("The file has too many pages."), limit_pages=MOST_PAGES)
    try:
        pages = [page.extract_text() for page in reader.pages]
    except Exception as error:
        raise _unreadable() from error
    for page in pages:
        for line in page.splitlines():
            clean = _clean(line)
            yield _is_heading(clean), clean


def _chapters(lines: list[tuple[bool, str]]) -> Iterator[dict[str, str]]:
    title, body, number = "", [], 0
    for heads, text in [*lines, (True, "")]:
        if not heads or number >= MOST_CHAPTERS - 1:
            body.append(text)
            continue
        if title or any(body):
            number += 1
            yield _chapter(number, title, "\n".join(body).strip())
        title, body = text[:LONGEST_TITLE], []
    if title or any(body):
        yield _chapter(number + 1, title, "\n".join(body).strip())


def _chapter(number: int, title: str, text: str) -> dict[str, str]:
    if len(text) > LONGEST_TEXT:
        raise TooLarge(
            _("A chapter is too long. Give the file headings, or divide it."),
            limit_characters=LONGEST_TEXT,
        )
    return {"key": f"C{number:02d}", "part": _about(title), "title": title, "text": text}


def _about(title: str) -> str:
    low = title.lower()
    if any(word in low for word in LATE):
        return "recovery"
    for part, telling in ABOUT:
        if any(word in low for word in telling):
            return part
    return "other"


def _is_heading(line: str) -> bool:
    return HEADING.fullmatch(line) is not None and line[-1] not in ENDS


def _clean(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() or sign == "\t").strip()


def _unreadable() -> Invalid:
    return Invalid(_("This file is damaged and cannot be read."), field="file")
