"""Reading XML from strangers: bounded, without entities, checked against a schema."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NoReturn

from django.utils.translation import gettext as _
from lxml import etree

from command.core.errors import Invalid, WrongKind
from command.core.strict_xml import Element, root_of

DATA = Path(__file__).resolve().parents[1] / "data"
LIMIT_BYTES = 512 * 1024
LIMIT_DEPTH = 12
LIMIT_POINTS = 5000
FIRST_YEAR, LAST_YEAR = 1990, 2200
NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,12})?\Z")
RADIUS = re.compile(r"\d{1,9}(\.\d{1,9})?\Z")


def fault(element: str, reason: str) -> NoReturn:
    """Refuse a message, naming the element and why."""
    raise Invalid(
        _("The message was refused: %(element)s: %(reason)s")
        % {"element": element, "reason": reason},
        element=element,
        reason=reason,
        field="file",
    )


def tree(content: bytes) -> Element:
    """Return the root of a document. Raises ``TooLarge``, ``WrongKind`` or ``Invalid``."""
    if len(content) <= LIMIT_BYTES and b"<alert" not in content and b":alert" not in content:
        raise WrongKind(_("This is not a warning message: it has no element alert."))
    return root_of(content, limit_bytes=LIMIT_BYTES, limit_depth=LIMIT_DEPTH, fault=fault)


def name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(element).localname)


@cache
def _schema(file: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(DATA / file)))


def check(root: Element, file: str) -> None:
    """Raise ``Invalid``, naming element and reason, unless ``root`` fits the schema."""
    schema = _schema(file)
    if schema.validate(root):
        return
    first = next(iter(schema.error_log))  # type: ignore[call-overload]  # no stub for it
    found = re.match(r"Element '(?:\{[^}]*\})?([^']+)'", first.message)
    reason = re.sub(r"\{urn[^}]*\}", "", first.message).partition(": ")[2] or first.message
    line = _("line %(line)d: %(reason)s") % {"line": first.line, "reason": reason[:300]}
    fault(found.group(1) if found else name(root), line)


def text(parent: Element, tag: str) -> str:
    """Return the words of a child, or nothing."""
    return (parent.findtext(tag) or "").strip()


def moment(element: str, words: str, read: Callable[[str], datetime]) -> datetime | None:
    """Return a time, or ``None`` for no words. Raises ``Invalid``."""
    if not words:
        return None
    try:
        at = read(words)
    except (ValueError, OverflowError):
        fault(element, _("there is no such time"))
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        fault(element, _("this time is out of all bounds"))
    return at


def ring(words: str) -> tuple[tuple[float, float], ...]:
    """Return the points of ``lat,lon lat,lon …``. Raises ``Invalid`` unless it is closed."""
    pairs = words.split()
    if len(pairs) > LIMIT_POINTS:
        fault("polygon", _("it has too many points"))
    points = tuple(_point("polygon", pair) for pair in pairs)
    judge_ring(points)
    return points


def judge_ring(points: tuple[tuple[float, float], ...]) -> None:
    """Raise ``Invalid`` unless the points make a closed ring on the earth."""
    if len(points) < 4:
        fault("polygon", _("it needs at least four points"))
    if points[0] != points[-1]:
        fault("polygon", _("its last point must be its first"))
    for lat, lon in points:
        _on_earth("polygon", lat, lon)


def circle(words: str, metres: float) -> tuple[float, float, float]:
    """Return the circle ``lat,lon radius``; ``metres`` is the unit of the radius."""
    parts = words.split()
    if len(parts) != 2 or not RADIUS.match(parts[1]):
        fault("circle", _("it is written: latitude,longitude radius"))
    lat, lon = _point("circle", parts[0])
    _on_earth("circle", lat, lon)
    return lat, lon, round(float(parts[1]) * metres, 3)


def _point(element: str, pair: str) -> tuple[float, float]:
    parts = pair.split(",")
    if len(parts) != 2 or not all(NUMBER.match(part) for part in parts):
        fault(element, _("a point is written: latitude,longitude"))
    return float(parts[0]), float(parts[1])


def _on_earth(element: str, lat: float, lon: float) -> None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        fault(element, _("this position is not on the earth; latitude comes first"))
