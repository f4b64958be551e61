"""What the forms offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from command.core import regions
from command.core.models import Person, Region
from command.core.policies import COMMANDING, duties_of, holds
from incidents.models import EventType
from incidents.rights import PROPOSING
from incidents.selectors import open_to
from incidents.warnings.actions.content import Content
from incidents.warnings.cap.writing import number, ring_words
from incidents.warnings.models import IssuingUnit


def of_issue(person: Person, units: list[IssuingUnit]) -> dict[str, Any]:
    """Return what the form of a new warning offers."""
    return {
        **of_content(),
        "units": [(unit.code, unit.name) for unit in units],
        "types": [
            (one.code, f"{one.code} {one.name}")
            for one in EventType.objects.exclude(code__endswith="000").order_by("code")
        ],
        "incidents": [(str(one.pk), f"{one.number} {one.title}") for one in open_to(person)],
    }


def of_content(there: list[str] | None = None) -> dict[str, Any]:
    """Return what every form of a warning offers: the regions, city by city."""
    found = Region.objects.all().order_by("code")
    names = {one.code: one.name for one in found}
    places = [(code, names[code]) for code in [regions.REGION, *regions.CITIES]]
    places += [(code, name) for code, name in names.items() if not code.endswith("00")]
    return {
        "places": [(code, name) for code, name in places if code in names],
        "cities": [(code, names[code]) for code in regions.CITIES],
    }


@dataclass(frozen=True, slots=True)
class Place:
    """A region in the tree of the form."""

    code: str
    name: str
    checked: bool
    open: bool
    below: list["Place"]


def tree(chosen: Iterable[str]) -> list[Place]:
    """Return the tree of regions: the whole, then city by city, with what is chosen."""
    picked = set(chosen)
    found = list(Region.objects.order_by("code"))

    def place(one: Region, below: list[Region]) -> Place:
        made = [place(child, []) for child in below]
        return Place(
            code=one.code,
            name=one.name,
            checked=one.code in picked,
            open=any(child.checked for child in made),
            below=made,
        )

    cities = {one.code: one for one in found if one.code in regions.CITIES}
    whole = [place(one, []) for one in found if one.code == regions.REGION]
    return whole + [
        place(
            cities[code],
            [one for one in found if one.code[:4] == code[:4] and one.code != code],
        )
        for code in regions.CITIES
        if code in cities
    ]


def of_response(person: Person) -> dict[str, Any]:
    """Return the jurisdictions for which a person may propose or activate."""
    held = duties_of(person).filter(post__in=PROPOSING, region__isnull=False)
    scopes = [str(code) for code in held.values_list("region_id", flat=True)]
    found = [
        one
        for one in Region.objects.order_by("code")
        if any(regions.covers(scope, one.code) for scope in scopes)
    ]
    # The person's own first, then whole cities, then what lies in them.
    found.sort(key=lambda one: (one.code not in scopes, not one.code.endswith("00"), one.code))
    return {"places": [(one.code, one.name) for one in found]}


def commands(person: Person, where: str) -> bool:
    """Return whether a person commands a jurisdiction."""
    return holds(person, COMMANDING, region=where)


def event(code: str) -> EventType | None:
    """Return a kind of event, if there is one of this code."""
    return EventType.objects.filter(pk=code).first() if code.isalnum() else None


def initial(content: Content) -> dict[str, Any]:
    """Return what a form shows of a version."""
    names = ("level", "onset_at", "expires_at", "regions", "area_text", "matters", "advice")
    names += ("urgency", "certainty", "channels", "inform", "contact")  # type: ignore[assignment]
    given: dict[str, Any] = {name: getattr(content, name) for name in names}
    rings = [tuple((lat, lon) for lat, lon in ring) for ring in content.polygons]
    given["polygon"] = "\n".join(ring_words(ring) for ring in rings)
    given["circle"] = "\n".join(
        f"{number(lat)},{number(lon)} {number(metres / 1000)}"
        for lat, lon, metres in content.circles
    )
    return given
