"""A paper as a Word file, of the same structure as the PDF.

Here is only written down what goes on the page; the press plays it, in a process of its own.
"""

from typing import Any

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
from incidents.documents.press import PRESS, Call
from incidents.documents.words import (
    clean,
    date_in_words,
    is_chinese,
    lines_of,
    moment_in_words,
)


class Page:
    """What goes on a Word page, from top to bottom, as calls of ``word_page.Page``."""

    def __init__(self, *, chinese: bool, official: bool) -> None:
        """Begin with the kind of paper."""
        self.calls: list[Call] = [("begin", {"chinese": chinese, "official": official})]

    def add(self, piece: str, **given: Any) -> None:
        """Add a piece: a line, a title, a table."""
        self.calls.append((piece, {name: _cleaned(thing) for name, thing in given.items()}))


def _cleaned(thing: Any) -> Any:
    """Return texts without the signs that no file can hold, however deep they lie."""
    if isinstance(thing, (tuple, list)):
        return [_cleaned(one) for one in thing]
    return thing if isinstance(thing, (bytes, int)) else clean(str(thing))


def to_docx(paper: Paper) -> bytes:
    """Return the paper as a Word file, A4. Raises as ``to_pdf`` does.

    Costs about a second for three thousand cells, in a process beside this one.
    """
    return PRESS.play(calls_of(paper))


def calls_of(paper: Paper) -> list[Call]:
    """Return what makes the Word page. Raises ``TooLarge``."""
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
        page.add("named", title=paper.title, author=paper.issuer)
    return page.calls


def _running(page: Page, paper: Paper) -> None:
    marks = ["演练 / EXERCISE"] if paper.drill else []
    marks += [pgettext("paper", "DRAFT")] if paper.draft else []
    at = moment_in_words(timezone.now(), paper.language)
    words = {"name": paper.printed_by, "at": at}
    printed = (
        pgettext("paper", "Printed by %(name)s, %(at)s") % words
        if paper.printed_by
        else pgettext("paper", "Printed %(at)s") % words
    )
    page.add("running", head=" · ".join(marks), foot=printed)


def _official_head(page: Page, paper: Paper) -> None:
    page.add("line", text=paper.classification, bold=True)
    page.add("line", text=paper.urgency, bold=True)
    page.add("issuer", name=paper.issuer)
    signer = pgettext("paper", "Signed off by:") + paper.signer if paper.signer else ""
    page.add("serial", number=paper.number, signer=signer)
    page.add("title", lines=lines_of(paper.title))
    if paper.as_of:
        at = moment_in_words(paper.as_of, paper.language)
        text = pgettext("paper", "(as of %(at)s)") % {"at": at}
        page.add("line", text=text, align="centre")
    if paper.addressed_to:
        page.add("line", text=paper.addressed_to + pgettext("after an addressee", ":"))


def _form_head(page: Page, paper: Paper) -> None:
    marks = " · ".join(filter(None, [paper.classification, paper.urgency]))
    page.add("line", text=marks, bold=True)
    page.add("title", lines=lines_of(paper.title))
    as_of = moment_in_words(paper.as_of, paper.language) if paper.as_of else "—"
    issued = date_in_words(paper.issued_at, paper.language) if paper.issued_at else "—"
    page.add(
        "table",
        head=(),
        rows=(
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


def _add(page: Page, block: Block) -> None:
    match block:
        case Heading():
            page.add("heading", text=block.text, level=min(max(block.level, 1), 3))
        case Text():
            for line in lines_of(block.text):
                page.add("paragraph", text=line, underlined=block.changed)
        case Facts():
            page.add("table", head=(), rows=block.pairs, names=(0,), widths=(26, 74))
        case Table():
            page.add("table", head=block.head, rows=block.rows, widths=block.widths)
        case Picture():
            page.add("picture", content=block.content, caption=block.caption)


def _end(page: Page, paper: Paper) -> None:
    if paper.kind == OFFICIAL:
        page.add("line", text="")
        page.add("line", text=paper.issuer, align="right")
        issued = date_in_words(paper.issued_at, paper.language) if paper.issued_at else ""
        page.add("line", text=issued, align="right")
        if paper.copies_to:
            copies = pgettext("paper", "Copies to: %(to)s") % {"to": paper.copies_to}
            page.add("line", text=copies)
    elif paper.signer:
        signer = pgettext("paper", "Signed off by:") + paper.signer
        page.add("line", text=signer, align="right")
