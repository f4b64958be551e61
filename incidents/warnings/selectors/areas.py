"""Where warnings hold, or held at a past moment, as a map draws it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Exists, OuterRef, Q

from command.core import regions
from command.core.models import Person
from command.core.tongues import is_english
from incidents.warnings import words
from incidents.warnings.models import WarningVersion
from incidents.warnings.selectors.cards import WarningCard
from incidents.warnings.selectors.sight import visible_to

IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnedArea:
    """The area of one warning: drawn shapes, or the regions it names.

    ``level`` is nought where a foreign sender did not say. ``starts`` is when what is
    warned of is expected, ``ends`` when the warning runs out.
    """

    id: str
    level: int
    colour: str
    event: str
    title: str
    where: str
    regions: tuple[str, ...]
    polygons: list[list[list[float]]]
    circles: list[list[float]]
    starts: datetime | None
    ends: datetime | None
    sent_at: datetime
    drill: bool

    @classmethod
    def of(cls, card: WarningCard) -> Self:
        """Build it of a warning's card, in the language of the reader."""
        chinese = not is_english()
        return cls(
            id=card.id,
            level=card.level or 0,
            colour=words.colour(card.level),
            event=card.event_zh if chinese else card.event_en,
            title=card.headline if chinese else card.headline_en,
            where=card.area or "、".join(regions.name(code) for code in card.regions),
            regions=tuple(card.regions),
            polygons=card.polygons,
            circles=card.circles,
            starts=_moment(card.onset_at),
            ends=_moment(card.expires_at),
            sent_at=datetime.fromisoformat(card.sent_at),
            drill=card.exercise,
        )


def warned_areas(person: Person, at: datetime) -> list[WarnedArea]:
    """Return the areas of the warnings in force at a moment, the gravest first. Few queries."""
    lasting = WarningVersion.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=at),
        warning=OuterRef("pk"),
        sent_at__lte=at,
    )
    found = []
    for warning in visible_to(person).filter(Exists(lasting)):
        versions = [one for one in warning.versions.all() if one.sent_at <= at]
        card = WarningCard.of(warning, versions)
        ends = _moment(card.expires_at)
        if card.state == IN_FORCE and (ends is None or ends > at):
            found.append(WarnedArea.of(card))
    return sorted(found, key=lambda area: (area.level or 9, area.sent_at))


def _moment(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given else None
