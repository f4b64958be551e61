"""What both dialects are written with: elements, numbers, times."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from lxml import etree

from incidents.warnings.cap.message import Ring

BEIJING = ZoneInfo("Asia/Shanghai")
BETWEEN_AREAS = "\uff1b"  # the wide semicolon


def number(value: float) -> str:
    """Return a number without exponent and without idle zeros."""
    plain = format(Decimal(repr(float(value))), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def ring_words(ring: Ring) -> str:
    """Return a ring as ``lat,lon lat,lon …``."""
    return " ".join(f"{number(lat)},{number(lon)}" for lat, lon in ring)


def beijing(at: datetime, between: str) -> str:
    """Return a time of Beijing to the second, with a sign between date and hour."""
    return at.astimezone(BEIJING).isoformat(sep=between, timespec="seconds")


def put(
    parent: etree._Element, tag: str, words: str | None, *, even_empty: bool = False
) -> None:
    """Add a child with words; without words, none, or an empty one."""
    if words or even_empty:
        etree.SubElement(parent, tag).text = words or ""


def pairs(parent: etree._Element, tag: str, values: Iterable[tuple[str, str]]) -> None:
    """Add a child with a name and a value for each pair."""
    for name, value in values:
        child = etree.SubElement(parent, tag)
        etree.SubElement(child, "valueName").text = name
        etree.SubElement(child, "value").text = value


def file_of(root: etree._Element) -> bytes:
    """Return the document as bytes."""
    return bytes(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    )
