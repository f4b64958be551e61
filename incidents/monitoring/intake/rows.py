"""Readings in a CSV file: UTF-8 or GB 18030, a heading, then one reading a line."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from command.core.errors import Invalid

COLUMNS = ("station", "stream", "at", "value", "unit")
NEEDED = ("station", "stream", "at", "value")
# Headings as a Chinese spreadsheet writes them.
HEADINGS = {
    "站点": "station", "测站": "station", "站码": "station", "要素": "stream", "测点": "stream",
    "时间": "at", "观测时间": "at", "数值": "value", "值": "value", "单位": "unit",
}  # fmt: skip
MOST_ROWS, MOST_BYTES = 20_000, 900_000
LONGEST = 80  # signs of a cell that are looked at


def read(content: bytes) -> tuple[list[int], list[dict[str, Any]]]:
    """Return the lines' numbers, and what each says. Raises ``Invalid`` for a wrong file.

    A line that is wrong is left to be refused with its number.
    """
    if len(content) > MOST_BYTES:
        raise _refused(_("The file is larger than %(kb)d kB.") % {"kb": MOST_BYTES // 1000})
    reader = csv.reader(io.StringIO(text_of(content), newline=""))
    lines: list[int] = []
    rows: list[dict[str, Any]] = []
    try:
        heads = _heads(next(reader, []))
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) == MOST_ROWS:
                raise _refused(_("At most %(most)d lines at once.") % {"most": MOST_ROWS})
            lines.append(reader.line_num)
            rows.append(_row(heads, cells))
    except csv.Error as error:
        raise _refused(_("Line %(n)d cannot be read.") % {"n": reader.line_num}) from error
    if not rows:
        raise _refused(_("The file has no readings."))
    return lines, rows


def text_of(content: bytes) -> str:
    """Return the text of a file. Raises ``Invalid``."""
    for coding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise _refused(_("The file is neither UTF-8 nor GB 18030."))


def _heads(cells: list[str]) -> list[str]:
    said = [cell.strip() for cell in cells]
    heads = [HEADINGS.get(head, head.lower()) for head in said]
    unknown = [head for head in heads if head not in COLUMNS]
    missing = [head for head in NEEDED if head not in heads]
    if unknown or missing or len(set(heads)) != len(heads):
        raise _refused(
            _(
                "The first row names the columns: %(known)s."
                " Not known: %(unknown)s. Missing: %(missing)s."
            )
            % {
                "known": ", ".join(COLUMNS),
                "unknown": ", ".join(unknown)[:200] or "-",
                "missing": ", ".join(missing) or "-",
            }
        )
    return heads


def _row(heads: list[str], cells: list[str]) -> dict[str, Any]:
    if len(cells) > len(heads):
        return {"station": None}
    row: dict[str, Any] = {
        head: cell.strip()[:LONGEST] for head, cell in zip(heads, cells, strict=False)
    }
    # An empty cell: the sensor gave nothing. What is no number is refused as it stands.
    said = row.get("value", "")
    row["value"] = _number(said) if said else None
    return row


def _number(said: str) -> float | str:
    try:
        return float(said)
    except ValueError:
        return said


def _refused(why: str) -> Invalid:
    return Invalid(why, field="file")
