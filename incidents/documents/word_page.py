"""The pieces of a Word page: fonts for both scripts, lines, tables, running head and foot.

Played in the press's process, which knows nothing of Django: so does this.
"""

import base64
import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

# The faces of official papers as Word knows them, then what stands in for them here.
BODY, BLACK = "仿宋", "黑体"
LATIN = "Times New Roman"
RED = RGBColor(0xCC, 0x00, 0x00)
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


class Page:
    """An A4 document that is filled from top to bottom."""

    def __init__(self, *, chinese: bool, official: bool) -> None:
        """Begin with margins and body type of the kind of paper."""
        self.document = docx.Document()
        self.chinese, self.official = chinese, official
        self.size = (16 if chinese else 12) if official else 10
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        top, right, bottom, left = (37, 26, 35, 28) if official else (20, 15, 18, 15)
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)

    def named(self, title: str, author: str) -> None:
        """Write into the file what it is called and whose it is."""
        self.document.core_properties.title = title
        self.document.core_properties.author = author

    def running(self, head: str, foot: str) -> None:
        """Set the running head, and the foot with the page number."""
        section = self.document.sections[0]
        at_top = section.header.paragraphs[0]
        at_top.alignment = ALIGN["centre"]
        self._run(at_top, head, size=12, bold=True).font.color.rgb = RED
        at_foot = section.footer.paragraphs[0]
        at_foot.alignment = ALIGN["centre"]
        self._run(at_foot, "— ", size=14)
        _field(self._run(at_foot, "", size=14), "PAGE")
        self._run(at_foot, " —", size=14)
        self._run(section.footer.add_paragraph(), foot, size=8)

    def issuer(self, name: str) -> None:
        """Set the red head."""
        line = self._line("centre")
        size = 34 if self.chinese else 24
        self._run(line, name, size=size, bold=True).font.color.rgb = RED

    def serial(self, number: str, signer: str) -> None:
        """Set number and signer on the red line."""
        line = self._line("left" if signer else "centre")
        self._run(line, number + ("\t\t" + signer if signer else ""))
        properties = line._p.get_or_add_pPr()
        borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (
            ("val", "single"),
            ("sz", "16"),
            ("space", "6"),
            ("color", "CC0000"),
        ):
            bottom.set(qn(f"w:{name}"), value)
        borders.append(bottom)
        properties.append(borders)

    def title(self, lines: Sequence[str]) -> None:
        """Set the title, centred."""
        line = self._line("centre")
        line.paragraph_format.space_before = Pt(28 if self.official else 0)
        line.paragraph_format.space_after = Pt(8)
        self._run(line, "\n".join(lines), size=22 if self.official else 17, bold=True)

    def heading(self, text: str, level: int) -> None:
        """Set a heading that Word's outline knows."""
        line = self.document.add_heading("", level)
        run = self._run(line, text, size=self.size + (1 if level == 1 else 0), bold=True)
        run.font.color.rgb = RGBColor(0, 0, 0)
        self._fonts(run, BLACK)

    def line(self, text: str, *, bold: bool = False, align: str = "left") -> None:
        """Set one line without an indent."""
        self._run(self._line(align), text, bold=bold)

    def paragraph(self, text: str, *, underlined: bool = False) -> None:
        """Set a paragraph; in Chinese its first line goes in by two characters."""
        line = self._line("left")
        if self.official and self.chinese:
            line.paragraph_format.first_line_indent = Pt(2 * self.size)
        self._run(line, text).font.underline = underlined or None

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[int] = (),
        names: Sequence[int] = (),
    ) -> None:
        """Set a table with lines; ``names`` are columns that name what stands beside them."""
        lines = [*([head] if head else []), *rows]
        columns = max(map(len, lines), default=0)
        if not columns:
            return
        table = self.document.add_table(len(lines), columns, style="Table Grid")
        for place, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
            for column, (cell, text) in enumerate(zip(row.cells, texts, strict=False)):
                bold = (bool(head) and place == 0) or column in names
                self._run(cell.paragraphs[0], text, size=min(self.size, 12), bold=bold)
        whole = sum(widths)
        if len(widths) == columns and whole:
            for column, part in zip(table.columns, widths, strict=True):
                column.width = Mm(int((156 if self.official else 180) * part / whole))
        self.document.add_paragraph()

    def picture(self, content: str, caption: str) -> None:
        """Set a picture, in base 64, over the width of the text, and what it shows."""
        file = io.BytesIO(base64.b64decode(content))
        self.document.add_picture(file, width=Mm(150))
        self.line(caption, align="centre")

    def _line(self, align: str) -> Paragraph:
        line = self.document.add_paragraph()
        line.alignment = ALIGN[align]
        line.paragraph_format.space_after = Pt(0)
        if self.official and self.chinese:
            line.paragraph_format.line_spacing = Pt(28) if align != "centre" else None
        return line

    def _run(self, line: Paragraph, text: str, *, size: int = 0, bold: bool = False) -> Run:
        run = line.add_run(text)
        run.font.size, run.font.bold = Pt(size or self.size), bold or None
        self._fonts(run, BLACK if bold else BODY)
        return run

    def _fonts(self, run: Run, chinese: str) -> None:
        run.font.name = LATIN
        fonts: Any = run._r.get_or_add_rPr().get_or_add_rFonts()
        # Word takes the face of Chinese characters from here and nowhere else.
        fonts.set(qn("w:eastAsia"), chinese)


def played(calls: Iterable[tuple[str, dict[str, Any]]]) -> bytes:
    """Return the Word file that the calls make, the first of which begins the page."""
    (_begin, kind), *rest = calls
    page = Page(**kind)
    for name, given in rest:
        getattr(page, name)(**given)
    file = io.BytesIO()
    page.document.save(file)
    return file.getvalue()


def _field(run: Run, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        part = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            part.text = text
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)
