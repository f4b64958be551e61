"""A paper as a Word file, of the same structure as the PDF."""

import io
from typing import TYPE_CHECKING

from django.utils import timezone, translation
from django.utils.translation import pgettext

from incidents.documents.paper import (
    OFFICIAL,
    Block,
    Facts,
    Heading,
    Paper,
    Picture,
    Table,
    Text,
    require_printable,
)
from incidents.documents.words import (
    clean,
    date_in_words,
    is_chinese,
    lines_of,
    moment_in_words,
)

if TYPE_CHECKING:
    from incidents.documents.word_page import Page


def to_docx(paper: Paper) -> bytes:
    """Return the paper as a Word file, A4. Raises ``TooLarge`` as ``to_pdf`` does."""
    # Imported when first needed: most processes never print.
    from incidents.documents.word_page import Page

    require_printable(paper)
    with translation.override(paper.language):
        page = Page(chinese=is_chinese(paper.language), official=paper.kind == OFFICIAL)
        _running(page, paper)
        if paper.kind == OFFICIAL:
            _official_head(page, paper)
        else:
            _form_head(page, paper)
        for block in paper.blocks:
            _add(page, block)
        _end(page, paper)
    page.document.core_properties.title = clean(paper.title)
    page.document.core_properties.author = clean(paper.issuer)
    file = io.BytesIO()
    page.document.save(file)
    return file.getvalue()


def _running(page: "Page", paper: Paper) -> None:
    marks = ["演练 / EXERCISE"] if paper.drill else []
    marks += [pgettext("paper", "DRAFT")] if paper.draft else []
    at = moment_in_words(timezone.now(), paper.language)
    words = {"name": clean(paper.printed_by), "at": at}
    printed = (
        pgettext("paper", "Printed by %(name)s, %(at)s") % words
        if paper.printed_by
        else pgettext("paper", "Printed %(at)s") % words
    )
    page.running(" · ".join(marks), printed)


def _official_head(page: "Page", paper: Paper) -> None:
    page.line(paper.classification, bold=True)
    page.line(paper.urgency, bold=True)
    page.issuer(clean(paper.issuer))
    signer = pgettext("paper", "Signed off by:") + paper.signer if paper.signer else ""
    page.serial(clean(paper.number), clean(signer))
    page.title(lines_of(paper.title))
    if paper.as_of:
        at = moment_in_words(paper.as_of, paper.language)
        page.line(pgettext("paper", "(as of %(at)s)") % {"at": at}, align="centre")
    if paper.addressed_to:
        page.line(paper.addressed_to + pgettext("after an addressee", ":"))


def _form_head(page: "Page", paper: Paper) -> None:
    page.line(" · ".join(filter(None, [paper.classification, paper.urgency])), bold=True)
    page.title(lines_of(paper.title))
    as_of = moment_in_words(paper.as_of, paper.language) if paper.as_of else "—"
    issued = date_in_words(paper.issued_at, paper.language) if paper.issued_at else "—"
    page.table(
        (),
        (
            (
                pgettext("paper", "Number"),
                paper.number or "—",
                pgettext("paper", "As of"),
                as_of,
            ),
            (
                pgettext("paper", "Issued by"),
                paper.issuer or "—",
                pgettext("paper", "Issued on"),
                issued,
            ),
        ),
        names=(0, 2),
    )


def _add(page: "Page", block: Block) -> None:
    match block:
        case Heading():
            page.heading(clean(block.text), min(max(block.level, 1), 3))
        case Text():
            for line in lines_of(block.text):
                page.paragraph(line, underlined=block.changed)
        case Facts():
            page.table((), block.pairs, names=(0,), widths=(26, 74))
        case Table():
            page.table(block.head, block.rows, widths=block.widths)
        case Picture():
            page.picture(block.content, clean(block.caption))


def _end(page: "Page", paper: Paper) -> None:
    if paper.kind == OFFICIAL:
        page.line("")
        page.line(paper.issuer, align="right")
        issued = date_in_words(paper.issued_at, paper.language) if paper.issued_at else ""
        page.line(issued, align="right")
        if paper.copies_to:
            page.line(pgettext("paper", "Copies to: %(to)s") % {"to": paper.copies_to})
    elif paper.signer:
        page.line(pgettext("paper", "Signed off by:") + paper.signer, align="right")
