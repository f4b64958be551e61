"""What the page of quiet areas shows: rows ready for the template."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from command.core import regions
from command.core.models import Person
from command.core.tongues import is_english
from incidents.monitoring.quiet import looks, selectors
from incidents.monitoring.quiet.expected import Expectation
from incidents.monitoring.quiet.lifecycle import Source
from incidents.monitoring.quiet.looks import Look
from incidents.monitoring.quiet.selectors import QuietAreaCard


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who should have reported; ``late`` is since when silence counts, if known."""

    kind: str
    name: str
    place: str
    last_at: datetime | None
    late: datetime | None = None
    drill: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A quiet area with who is waited for, and how the look gets on."""

    card: QuietAreaCard
    name: str
    city: str
    heard: str
    last_at: datetime | None
    noticed_at: datetime
    ended_at: datetime | None
    outline: str = ""
    voices: list[Voice] = field(default_factory=list)
    look: Look | None = None


def rows(person: Person, cards: list[QuietAreaCard]) -> list[Row]:
    """Return cards as rows. Two queries when somebody looks, one when there are townships."""
    found = looks.of(person, [UUID(card.task) for card in cards if card.task])
    drawn = _outlines(cards)
    return [_row(card, found.get(card.task or ""), drawn.get(card.id, "")) for card in cards]


def plain(cards: list[QuietAreaCard]) -> list[Row]:
    """Return cards as rows for a map, which says nothing of who looks."""
    drawn = _outlines(cards)
    return [_row(card, None, drawn.get(card.id, "")) for card in cards]


def context(person: Person, city: str) -> dict[str, Any]:
    """Return what the list shows: quiet now, ended lately, and who else is overdue."""
    scope = city or regions.REGION
    quiet = [
        card for card in selectors.open_areas(person) if regions.covers(scope, card.region)
    ]
    ended = [
        card for card in selectors.ended_lately(person) if regions.covers(scope, card.region)
    ]
    shown = rows(person, quiet + ended)
    late = [
        one for one in selectors.overdue(person, now()) if regions.covers(scope, one.region)
    ]
    return {
        "quiet": shown[: len(quiet)],
        "ended": shown[len(quiet) :],
        "people": sum(card.people or 0 for card in quiet),
        "overdue": [voice(one) for one in late],
        "places": len({one.region for one in late}),
        "city": city,
    }


def voice(one: Expectation) -> Voice:
    """Return somebody who is waited for, ready to be shown."""
    return Voice(
        kind=str(Source(one.source).label),
        name=_said(one.label_zh, one.label_en),
        place=regions.name(one.region),
        last_at=one.last_at,
        late=one.overdue_at,
        drill=one.exercise is not None,
    )


def _outlines(cards: list[QuietAreaCard]) -> dict[str, str]:
    small = [UUID(card.id) for card in cards if card.township and card.state == "quiet"]
    return selectors.outlines(small) if small else {}


def _row(card: QuietAreaCard, look: Look | None, outline: str) -> Row:
    return Row(
        outline=outline,
        card=card,
        name=_said(card.name_zh, card.name_en),
        city=_around(card),
        heard=_said(card.heard_zh, card.heard_en),
        last_at=_when(card.last_at),
        noticed_at=datetime.fromisoformat(card.noticed_at),
        ended_at=_when(card.ended_at),
        voices=[
            Voice(
                kind=str(Source(one["source"]).label),
                name=_said(one["label_zh"], one["label_en"]),
                place="",
                last_at=_when(one["last_at"]),
            )
            for one in card.evidence
        ],
        look=look,
    )


def _around(card: QuietAreaCard) -> str:
    city = regions.name(regions.city_of(card.region))
    return f"{regions.name(card.region)} · {city}" if card.township else city


def _said(zh: str, en: str) -> str:
    return en or zh if is_english() else zh


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
