"""Cameras from a CSV file: UTF-8 or GB 18030, a heading, then one camera a row."""

import csv
import io
from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.cameras import gb28181
from incidents.cameras.adapters.platform import Channel
from incidents.cameras.kinds import CameraKind, Source
from incidents.cameras.models import Camera

COLUMNS = (
    "name", "name_en", "place", "kind", "region", "lat", "lon", "bearing_deg", "view_deg",
    "gb28181_id", "source", "source_path",
)  # fmt: skip
LISTED = ("name", "kind", "region", "gb28181_id", "source")
NEEDED = ("name", "kind", "region")
MOST_ROWS, MOST_BYTES = 2000, 1_000_000
NUMBERS = {"lat": float, "lon": float, "bearing_deg": int, "view_deg": int}
# A spreadsheet may write its own word for a kind.
KINDS = {str(label): value for value, label in (*CameraKind.choices, *Source.choices)}


def offered(channels: Sequence[Channel], homes: Collection[str]) -> str:
    """Return the channels of a platform as a file that ``read`` takes.

    Only those with an id of a camera in one of the regions ``homes``, and not registered yet.
    """
    known = set(
        Camera.objects.filter(
            gb28181_id__in=[channel.id for channel in channels], retired_at__isnull=True
        ).values_list("gb28181_id", flat=True)
    )
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(LISTED)
    for channel in channels:
        region = channel.id[:6]
        if channel.id in known or region not in homes:
            continue
        try:
            gb28181.read(channel.id, of=region)
        except Invalid:
            continue
        # A name that a spreadsheet would reckon with stays a name.
        name = channel.name.lstrip("=+-@\t")[:80] or channel.id
        lines.writerow([name, CameraKind.FIXED, region, channel.id, Source.GB28181])
    return out.getvalue()


def read(content: bytes) -> list[dict[str, Any]]:
    """Return the rows as the door takes them. Raises ``Invalid`` that names the wrong ones."""
    if len(content) > MOST_BYTES:
        raise _refused(_("The file is larger than 1 MB."))
    reader = csv.DictReader(io.StringIO(_text(content), newline=""))
    heads = [(head or "").strip() for head in reader.fieldnames or []]
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
    reader.fieldnames = heads
    rows: list[dict[str, Any]] = []
    wrong: list[dict[str, Any]] = []
    try:
        for cells in reader:
            if len(rows) + len(wrong) == MOST_ROWS:
                raise _refused(_("At most %(most)d cameras at once.") % {"most": MOST_ROWS})
            _take(cells, reader.line_num, rows, wrong)
    except csv.Error as error:
        raise _refused(_("Line %(n)d cannot be read.") % {"n": reader.line_num}) from error
    if wrong:
        raise Invalid(
            _("%(count)d rows are not right; nothing was imported.") % {"count": len(wrong)},
            rows=wrong,
        )
    if not rows:
        raise _refused(_("The file has no cameras."))
    return rows


def _take(
    cells: dict[str | Any, Any],
    number: int,
    rows: list[dict[str, Any]],
    wrong: list[dict[str, Any]],
) -> None:
    """Read one row into ``rows``, or what is wrong with it into ``wrong``."""
    if None in cells:
        wrong.append(_wrong(number, "", _("More cells than columns.")))
        return
    given = {name: (value or "").strip() for name, value in cells.items()}
    made: dict[str, Any] = {"row": number}
    for name, text in given.items():
        if name not in NUMBERS:
            made[name] = KINDS.get(text, text)
            continue
        try:
            made[name] = NUMBERS[name](text) if text else None
        except ValueError:
            wrong.append(_wrong(number, name, _("This is not a number.")))
            return
    lat, lon = made.pop("lat", None), made.pop("lon", None)
    if (lat is None) != (lon is None):
        wrong.append(_wrong(number, "lat", _("A position has a latitude and a longitude.")))
        return
    made["point"] = None if lat is None else (lat, lon)
    made["source"] = made.get("source") or Source.NONE.value
    rows.append(made)


def _wrong(number: int, field: str, message: str) -> dict[str, Any]:
    return {"row": number, "field": field, "message": message}


def _text(content: bytes) -> str:
    for coding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise _refused(_("The file is neither UTF-8 nor GB 18030."))


def _refused(why: str) -> Invalid:
    return Invalid(why, field="file")
