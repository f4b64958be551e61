"""What the form of a new incident is told while it is being filled in."""

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from command.core import regions
from command.core.events import LANGUAGES
from command.core.models import Person, Region
from command.core.tongues import is_english
from incidents.callers import CALLERS
from incidents.drafts import Draft
from incidents.grading import Suggestion
from incidents.models import EventType
from incidents.pinyin import matches, spelled
from incidents.places import position
from incidents.selectors.board import visible_to
from incidents.selectors.duplicates import Likeness, duplicates
from incidents.selectors.grading import suggest_for
from incidents.selectors.places import Where, found, located

TITLE = 120
REMEMBERED = 200  # incidents whose callers the form still knows


@dataclass(frozen=True, slots=True)
class Hints:
    """Where it lies, what it would be graded and called, and what it may be already."""

    event_type: EventType | None
    where: Where | None
    suggestion: Suggestion | None
    title: str
    alike: tuple[Likeness, ...]

    @property
    def region(self) -> str:
        """The code of the banner or city, if it is known."""
        return self.where.region if self.where else ""


def hints(draft: Draft, person: Person) -> Hints:
    """Return what can be said about a draft. About eight queries."""
    kind = type_of(draft)
    where = where_of(draft)
    suggestion, alike = None, []
    if kind is not None and where is not None:
        suggestion = suggest_for(kind.code, where.region, draft.figures)
        alike = duplicates(
            person,
            event_type=kind.code,
            region=where.region,
            point=(where.lat, where.lon)
            if where.lat is not None and where.lon is not None
            else None,
            at=draft.occurred_at or now(),
        )
    return Hints(kind, where, suggestion, title_of(kind, where, draft.place), tuple(alike))


def type_of(draft: Draft) -> EventType | None:
    """Return the type that was chosen, or the first that the words mean."""
    if draft.event_type:
        chosen = EventType.objects.filter(pk=draft.event_type).first()
        if chosen is not None:
            return chosen
    sought = draft.kind.lower()
    if not sought:
        return None
    rows = list(EventType.objects.all())
    whole = [
        row for row in rows if sought in {row.code.lower(), row.name_zh, row.name_en.lower()}
    ]
    part = [
        row for row in rows if matches(row.name_zh, sought) or sought in row.name_en.lower()
    ]
    return next(iter([*whole, *part]), None)


def where_of(draft: Draft) -> Where | None:
    """Return where it lies: the position first, then the words; a chosen region goes before."""
    at = position(draft.place) or draft.position
    where = located(at) if at else found(draft.place)
    if not regions.known(draft.region):
        return where
    if where is None or where.by == "name":
        at = None
    return Where(
        region=draft.region,
        city=regions.city_of(draft.region),
        by="name" if where is None or where.region != draft.region else where.by,
        lat=at.lat if at else None,
        lon=at.lon if at else None,
        seat_km=where.seat_km if where and where.region == draft.region else None,
        swapped=bool(at and at.swapped),
        inside=at is None or at.is_inside,
    )


def title_of(kind: EventType | None, where: Where | None, place: str) -> str:
    """Return the title that an incident gets by itself: the place, then the type."""
    if kind is None or where is None:
        return ""
    words = "" if position(place) else place
    region = regions.name(where.region)
    named = any(name in words for name in _names(where.region))
    own = words if not words or named else f"{region}{_joint()}{words}"
    said = _("%(place)s %(kind)s") % {"place": own or region, "kind": kind.name}
    return said[:TITLE]


def _names(code: str) -> list[str]:
    # A place may be written in either language, whatever the page speaks.
    said = []
    for language in LANGUAGES:
        with override(language):
            said.append(regions.name(code))
    return said


def _joint() -> str:
    return " " if is_english() else ""


def index(person: Person) -> dict[str, Any]:
    """Return types, regions and callers with how they are typed, for the form to search."""
    kinds = EventType.objects.exclude(code="10000").order_by("code")
    places = Region.objects.exclude(level=Region.Level.REGION)
    return {
        "types": [
            [kind.code, kind.name_zh, kind.name_en, *spelled(kind.name_zh)] for kind in kinds
        ],
        "regions": [
            [
                place.code,
                place.name_zh,
                place.name_en,
                *spelled(place.name_zh),
                "" if place.level == Region.Level.CITY else regions.name(str(place.parent_id)),
            ]
            for place in places
        ],
        "sources": [[zh, zh, en, *spelled(zh)] for zh, en in _callers(person).items()],
    }


def _callers(person: Person) -> dict[str, str]:
    """Return who tells of incidents, in both languages: those known, and who has done so."""
    known = dict(CALLERS)
    names = {name for both in CALLERS for name in both}
    told = visible_to(person).exclude(source="").order_by("-reported_at")
    before = told.values_list("source", flat=True)[:REMEMBERED]
    return known | {name: name for name in before if name not in names}
