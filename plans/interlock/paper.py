"""The interlock as a paper and as a table."""

import csv
import io

from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core.models import Person
from incidents.documents import LOG, Heading, Paper, Table, Text
from plans.interlock.pages import Box, Row, context

COLUMNS = ("what", "thing", "giver", "taker", "asked", "promised", "there", "state")
# A cell that begins like this is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def paper_of(person: Person, what: str, language: str) -> Paper:
    """Return the matrix and what does not hold, in one language."""
    with translation.override(language):
        shown = context(person, what)
        head = (
            _("Thing"), _("Giver"), _("Taker"), _("Asked"), _("Promised"),
            _("There tonight"), pgettext("promise", "State"),
        )  # fmt: skip
        rows = tuple(
            (row.thing, row.giver, box.taker, str(box.asked), str(box.promised),
             _there(row), f"{box.sign} {box.names}")
            for row, box in _cells(shown["rows"])
        )  # fmt: skip
        lines = tuple(
            f"{one.sign} {one.matter}: {one.thing}, {one.giver} → {one.taker}, "
            f"{one.card.found}/{one.card.wanted} ({one.title})"
            for one in shown["short"]
        )
        return Paper(
            kind=LOG,
            language=language,
            title=_("Interlock of the four cities' plans"),
            as_of=now(),
            printed_by=person.name,
            blocks=(
                Table(head, rows, (3, 2, 2, 1, 1, 1, 4)),
                Heading(_("What does not hold")),
                Text("\n".join(lines) or _("Every promise holds.")),
            ),
        )


def csv_of(person: Person, what: str) -> str:
    """Return the matrix, one cell a row."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for row, box in _cells(context(person, what)["rows"]):
        cells = (row.what, row.thing, row.giver, box.taker, box.asked, box.promised,
                 _there(row), box.state)  # fmt: skip
        rows.writerow([_cell(str(value)) for value in cells])
    return "\ufeff" + out.getvalue()


def _cells(rows: list[Row]) -> list[tuple[Row, Box]]:
    return [(row, box) for row in rows for box in row.boxes if box]


def _there(row: Row) -> str:
    return "" if row.free is None else str(row.free)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
