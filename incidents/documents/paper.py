"""What a printed paper consists of. The text is final, and in one language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from command.core.errors import TooLarge

OFFICIAL, FORM, LOG, SHEET = "official", "form", "log", "sheet"
KINDS = frozenset({OFFICIAL, FORM, LOG, SHEET})

# About two hundred pages of an official paper; more would hold a worker for minutes.
MOST_CHARACTERS = 130_000
MOST_CELLS = 20_000
MOST_PICTURES = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` is 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; each line is one of its own. What ``changed`` is underlined."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, two pairs to a line where a form has room for it."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``widths`` are parts of the whole, one for each column, or none."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, a JPEG, or for a PDF an SVG; and what it shows."""

    content: bytes
    caption: str


Block = Heading | Text | Facts | Table | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that a printed paper needs.

    ``kind`` is "official" (red head, serial, title, body, signature and date after
    GB/T 9704), "form" (boxes and tables), "log" (one long table) or "sheet" (one landscape
    page: a map, and the rest beside it). ``language`` is
    "zh-hans" or "en". ``drill`` and ``draft`` stand across every page.
    """

    kind: str
    language: str
    title: str
    number: str = ""
    issuer: str = ""
    signer: str = ""
    urgency: str = ""
    classification: str = ""
    addressed_to: str = ""
    copies_to: str = ""
    issued_at: datetime | None = None
    as_of: datetime | None = None
    printed_by: str = ""
    drill: bool = False
    draft: bool = False
    blocks: tuple[Block, ...] = ()


def texts_of(block: Block) -> Iterator[str]:
    """Yield every text of a block."""
    match block:
        case Heading() | Text():
            yield block.text
        case Facts():
            for pair in block.pairs:
                yield from pair
        case Table():
            yield from block.head
            for row in block.rows:
                yield from row
        case Picture():
            yield block.caption


def require_printable(paper: Paper) -> None:
    """Raise ``TooLarge`` for a paper that would take a worker minutes to set."""
    texts = [text for block in paper.blocks for text in texts_of(block)]
    pictures = sum(isinstance(block, Picture) for block in paper.blocks)
    if (
        sum(map(len, texts)) > MOST_CHARACTERS
        or len(texts) > MOST_CELLS
        or pictures > MOST_PICTURES
    ):
        raise TooLarge(
            _("The paper is too long to be printed as one."), limit_characters=MOST_CHARACTERS
        )
