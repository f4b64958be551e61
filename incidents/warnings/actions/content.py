"""What a warning must say, judged before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Region
from incidents.actions.judge import grade_known, known_region, said
from incidents.warnings.cap.reading import judge_ring
from incidents.warnings.lifecycle import Certainty, Channel, Urgency
from incidents.warnings.models import WarningVersion
from incidents.warnings.selectors import cities_of

MOST_SHAPES, MOST_METRES = 20, 1_000_000
BETWEEN = "、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is said about one warning from one moment on."""

    level: int | None
    onset_at: datetime | None
    expires_at: datetime | None
    regions: tuple[str, ...]
    matters: str
    advice: str
    area_text: str = ""
    effective_at: datetime | None = None
    urgency: str = Urgency.UNKNOWN.value
    certainty: str = Certainty.UNKNOWN.value
    polygons: tuple[Any, ...] = ()
    circles: tuple[Any, ...] = ()
    channels: tuple[str, ...] = ()
    inform: tuple[str, ...] = ()
    note: str = ""
    contact: str = ""

    @classmethod
    def of(cls, version: WarningVersion) -> "Content":
        """Return what a version says."""
        named = {f.name for f in fields(cls)} - {"inform"}
        given = {name: getattr(version, name) for name in named}
        lists = ("regions", "polygons", "circles", "channels")
        given |= {name: tuple(given[name]) for name in lists}
        return cls(**given, inform=tuple(version.addressed))

    def changed(self, given: Mapping[str, Any]) -> "Content":
        """Return it with what is given (and not ``None``) in place of what was."""
        return replace(self, **{n: v for n, v in given.items() if v is not None})

    def judged(self) -> "Content":
        """Return it when it says all that it must.

        Raises ``Invalid``, naming the field of what is missing or cannot be meant.
        """
        if self.level is None:
            _missing("level")
        codes = tuple(dict.fromkeys(known_region(code) for code in self.regions))
        if not codes:
            _missing("regions")
        for name in ("onset_at", "expires_at"):
            if getattr(self, name) is None:
                _missing(name)
        if self.onset_at and self.expires_at and self.expires_at <= self.onset_at:
            raise Invalid(_("A warning ends after it begins."), field="expires_at")
        return replace(
            self,
            level=grade_known(self.level or 0),
            regions=codes,
            matters=said("matters", self.matters),
            advice=said("advice", self.advice),
            area_text=self.area_text.strip() or _names(codes),
            urgency=_known("urgency", self.urgency, Urgency.values),
            certainty=_known("certainty", self.certainty, Certainty.values),
            polygons=_rings(self.polygons),
            circles=_circles(self.circles),
            channels=tuple(_known("channels", c, Channel.values) for c in self.channels),
            inform=tuple(known_region(code) for code in self.inform),
            note=self.note.strip(),
            contact=self.contact.strip(),
        )

    def addressed(self, issuer: str) -> tuple[str, ...]:
        """Return the cities that must acknowledge: covered or informed, not the issuer's."""
        found = cities_of(self.regions) + cities_of(self.inform)
        own = regions.city_of(issuer)
        return tuple(sorted({code for code in found if code != own}))

    def stored(self, issuer: str) -> dict[str, Any]:
        """Return the fields of a version."""
        given = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "inform"}
        lists = ("regions", "polygons", "circles", "channels")
        given |= {name: list(given[name]) for name in lists}
        return {**given, "addressed": list(self.addressed(issuer))}


def _missing(field: str) -> None:
    raise Invalid(_("Something that must be said is missing."), field=field)


def _known(field: str, value: str, values: Iterable[str]) -> str:
    if value not in set(values):
        raise Invalid(_("There is no such choice."), field=field, given=value)
    return value


def _names(codes: tuple[str, ...]) -> str:
    # The message is Chinese, whoever writes it.
    named = dict(Region.objects.filter(pk__in=codes).values_list("pk", "name_zh"))
    return BETWEEN.join(named[code] for code in codes)


def _rings(given: Iterable[Any]) -> tuple[Any, ...]:
    rings = [tuple((float(lat), float(lon)) for lat, lon in ring) for ring in given]
    if len(rings) > MOST_SHAPES:
        raise Invalid(_("These are too many shapes."), field="polygons")
    for ring in rings:
        judge_ring(ring)
    return tuple([list(point) for point in ring] for ring in rings)


def _circles(given: Iterable[Any]) -> tuple[Any, ...]:
    found = [[float(number) for number in circle] for circle in given]
    for lat, lon, metres in found:
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= metres <= MOST_METRES):
            raise Invalid(
                _("A circle is latitude, longitude and a radius in metres."), field="circles"
            )
    if len(found) > MOST_SHAPES:
        raise Invalid(_("These are too many shapes."), field="circles")
    return tuple(found)
