"""What is kept of a facility beyond its place, kind by kind: one table that all else reads.

Doors judge by it, forms and papers are made from it, and the API names its keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from command.core.errors import Invalid
from resources.register.kinds import (
    Duration,
    FacilityKind,
    Function,
    HazardKind,
    HospitalLevel,
    Sensitivity,
    ShelterGrade,
    Space,
    StationClass,
    TargetClass,
)

MOST = 10_000_000
TEXT = 120


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is kept; ``takes`` ``whole``, ``number``, ``yes``, ``text``, choices."""

    key: str
    label: str | Promise
    takes: str | type[models.TextChoices]
    required: bool = False
    unit: str = ""

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """The choices, if it has any."""
        return [] if isinstance(self.takes, str) else list(self.takes.choices)

    @property
    def kind(self) -> str:
        """What it takes, in a word."""
        return self.takes if isinstance(self.takes, str) else "choice"

    def read(self, given: Any) -> Any:
        """Return the value as it is kept; nothing for nothing. Raises ``Invalid``."""
        if given is None or (isinstance(given, str) and not given.strip()):
            if self.required:
                raise self._wrong(_("%(what)s is missing."))
            return None
        reads = {"whole": self._whole, "number": self._number, "yes": self._yes}
        return reads.get(self.kind, self._text)(given)

    def said(self, value: Any) -> str:
        """Return a kept value in the language of the reader."""
        if self.kind == "yes":
            return str(pgettext("detail", "yes") if value else pgettext("detail", "no"))
        if not isinstance(self.takes, str):
            return str(dict(self.takes.choices).get(value, value))
        return f"{value} {self.unit}".strip()

    def _whole(self, given: Any) -> int:
        text = str(given).strip()
        if isinstance(given, bool) or not (text.isascii() and text.isdigit()):
            raise self._wrong(_("%(what)s is a whole number."))
        if len(text) > 8 or int(text) > MOST:
            raise self._wrong(_("%(what)s is too large."))
        return int(text)

    def _number(self, given: Any) -> float:
        try:
            value = Decimal(str(given).strip()[:20])
        except InvalidOperation:
            raise self._wrong(_("%(what)s is a number.")) from None
        if isinstance(given, bool) or not value.is_finite() or not 0 <= value <= MOST:
            raise self._wrong(_("%(what)s is a number."))
        return float(value)

    def _yes(self, given: Any) -> bool:
        if isinstance(given, bool):
            return given
        if str(given).lower() in {"1", "on", "yes", "true"}:
            return True
        if str(given).lower() in {"0", "off", "no", "false"}:
            return False
        raise self._wrong(_("%(what)s is yes or no."))

    def _text(self, given: Any) -> str:
        text = str(given).strip()
        if not isinstance(given, str) or len(text) > TEXT or "\x00" in text:
            raise self._wrong(_("%(what)s is too long."))
        if not isinstance(self.takes, str) and text not in self.takes.values:
            raise self._wrong(_("%(what)s: there is no such choice."))
        return text

    def _wrong(self, words: str) -> Invalid:
        return Invalid(words % {"what": self.label}, field=self.key)


_SHELTER = (
    Detail("grade", gettext_lazy("Level"), ShelterGrade, required=True),
    Detail("duration", gettext_lazy("Length of stay"), Duration, required=True),
    Detail("space", pgettext_lazy("shelter", "Space"), Space, required=True),
    Detail("function", gettext_lazy("Function"), Function, required=True),
    Detail("area_m2", gettext_lazy("Effective area"), "whole", unit="m²"),
    Detail("capacity", gettext_lazy("Capacity (people)"), "whole", required=True),
    Detail("power", gettext_lazy("Power"), "yes"),
    Detail("water", gettext_lazy("Water"), "yes"),
    Detail("heat", gettext_lazy("Heating"), "yes"),
    Detail("accessible", gettext_lazy("Step-free"), "yes"),
)
_HAZARD = (
    Detail("hazard", gettext_lazy("Hazard"), HazardKind, required=True),
    Detail("r_value", gettext_lazy("R (GB 18218)"), "number"),
    Detail("substances", gettext_lazy("Substances"), "text"),
)
_TARGET = (
    Detail("target", gettext_lazy("Class of target"), TargetClass, required=True),
    Detail("sensitivity", gettext_lazy("Sensitivity (GB 36894)"), Sensitivity, required=True),
    Detail("people", gettext_lazy("People there"), "whole"),
)

DETAILS: Mapping[str, tuple[Detail, ...]] = MappingProxyType(
    {
        FacilityKind.SHELTER: _SHELTER,
        FacilityKind.HOSPITAL: (
            Detail("level", gettext_lazy("Grade of hospital"), HospitalLevel, required=True),
            Detail("helipad", gettext_lazy("Helipad"), "yes"),
        ),
        FacilityKind.FIRE_STATION: (
            Detail("station", gettext_lazy("Class of station"), StationClass, required=True),
        ),
        FacilityKind.DEPOT: (
            Detail("area_m2", gettext_lazy("Effective area"), "whole", unit="m²"),
        ),
        FacilityKind.HAZARD_SOURCE: _HAZARD,
        FacilityKind.PROTECTION_TARGET: _TARGET,
        FacilityKind.CHEM_PARK: (
            Detail("sources", gettext_lazy("Major hazard installations"), "whole"),
        ),
        FacilityKind.MINE: (
            Detail("mineral", pgettext_lazy("mine", "Mineral"), "text"),
            Detail("people", gettext_lazy("People below ground"), "whole"),
        ),
        FacilityKind.AIRPORT: (
            Detail("code", gettext_lazy("Code (IATA/ICAO)"), "text"),
            Detail("helicopters", gettext_lazy("Takes helicopters"), "yes"),
        ),
        FacilityKind.HYDROLOGY: (Detail("river", gettext_lazy("River"), "text"),),
    }
)


def of(kind: str) -> tuple[Detail, ...]:
    """Return what is kept of a kind of facility."""
    return DETAILS.get(kind, ())


def read(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the details of a facility as they are kept. Raises ``Invalid`` with the field."""
    known = {detail.key: detail for detail in of(kind)}
    for name in given:
        if name not in known:
            raise Invalid(_("This is not kept of such a facility."), field=str(name)[:40])
    kept = {key: detail.read(given.get(key)) for key, detail in known.items()}
    return {key: value for key, value in kept.items() if value is not None}


def lines(kind: str, kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the details as pairs of label and value, in the language of the reader."""
    return [(str(d.label), d.said(kept[d.key])) for d in of(kind) if d.key in kept]
