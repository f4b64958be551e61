"""What can be drawn: categories after GB/T 35649-2017, and those of our own (``JC…``).

The shipped list ``data/categories.csv`` is the same on every node. ``kinds`` are the
shapes a category may have, ``symbol`` is its drawing in ``command/plot/symbols.svg``,
``role`` the colour that the standard gives its class.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.tongues import is_english

DATA = Path(__file__).parent / "data" / "categories.csv"
# The kind of shape, and its name in GeoJSON.
SHAPES: Final = {"point": "Point", "line": "LineString", "polygon": "Polygon"}
GROUPS: Final[dict[str, str | Promise]] = {
    "event": _("Events"),
    "hazard": _("Hazards"),
    "target": _("What is to be protected"),
    "resource": _("Forces and places"),
    "line": _("Lines"),
    "area": _("Areas"),
    "note": _("Other marks"),
}


@dataclass(frozen=True, slots=True)
class Category:
    """One category of drawn features."""

    code: str
    name_zh: str
    name_en: str
    group: str
    kinds: tuple[str, ...]
    symbol: str
    role: str

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if is_english() else self.name_zh

    def takes(self, shape: str) -> bool:
        """Return whether a GeoJSON shape of this type may bear the category."""
        return shape in {SHAPES[kind] for kind in self.kinds}


def _read() -> dict[str, Category]:
    with DATA.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for row in rows:
        kinds = tuple(row.pop("kinds").split())
        found[row["code"]] = Category(kinds=kinds, **row)
    return found


CATEGORIES: Final = _read()


def name(code: str) -> str:
    """Return the name of a category in the language of the reader; the code if unknown."""
    return CATEGORIES[code].name if code in CATEGORIES else code
