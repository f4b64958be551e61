"""The course of an incident, read from its journal: what papers are written from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime, now

from command.core import regions
from command.core.events import sentence
from command.core.models import Entry
from incidents import words
from incidents.models import Incident

Card = dict[str, Any]
# What a paper lists at most; it says when there is more.
MOST_LINES = 600


@dataclass(frozen=True, slots=True)
class Course:
    """The journal of an incident up to a moment, and the last view of each thing in it.

    ``views`` maps a kind of thing to its cards by key. ``entries`` are in the order in which
    things happened.
    """

    incident: Incident
    until: datetime
    entries: list[Entry]
    views: dict[str, dict[str, Card]] = field(default_factory=dict)

    def cards(self, kind: str, order: str = "at") -> list[Card]:
        """Return the last cards of a kind that are about this incident, in order."""
        found = [
            card
            for card in self.views.get(kind, {}).values()
            if card.get("incident") in {None, str(self.incident.pk)}
        ]
        return sorted(found, key=lambda card: (card.get(order) or "", card["id"]))

    @property
    def card(self) -> Card:
        """The last public view of the incident itself."""
        return self.views["incident"][str(self.incident.pk)]

    def of(self, *kinds: str) -> Iterator[Entry]:
        """Yield the entries of some kinds of facts."""
        return (entry for entry in self.entries if entry.kind in kinds)


def course_of(incident: Incident, until: datetime | None = None) -> Course:
    """Read the course of an incident up to ``until``, by when things happened. One query.

    Without a moment: up to now; the course of an exercise up to its last fact, whose clock
    is not ours.
    """
    rows = Entry.objects.filter(room=incident.room_id).select_related("actor")
    if until is not None:
        rows = rows.filter(occurred_at__lte=until)
    entries = list(rows.order_by("occurred_at", "seq"))
    views: dict[str, dict[str, Card]] = {}
    for entry in entries:
        for ref, view in entry.changed.items():
            kind, _, key = ref.partition(".")
            if view is None:
                views.get(kind, {}).pop(key, None)
            else:
                views.setdefault(kind, {})[key] = view
    last = entries[-1].occurred_at if entries else incident.reported_at
    drilled = incident.exercise_id is not None
    return Course(incident, until or (last if drilled else now()), entries, views)


def says(entry: Entry) -> str:
    """Return an entry as a sentence, in the language of the reader."""
    return sentence(entry.kind, entry.payload, entry.actor.name if entry.actor else "")


def clock(at: datetime | str | None) -> str:
    """Return a moment as tables write it: 03-19 05:40, China time."""
    if not at:
        return "—"
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{localtime(moment):%m-%d %H:%M}"


def named(codes: Iterable[str]) -> str:
    """Return the names of regions, one after the other."""
    return (
        "、".join(regions.name(code) for code in codes)
        if _chinese()
        else ", ".join(regions.name(code) for code in codes)
    )


def both(card: Card, name: str) -> str:
    """Return the text of a card in the language of the reader: ``name_zh`` or ``name_en``."""
    chinese = card.get(f"{name}_zh") or card.get(name) or ""
    english = card.get(f"{name}_en") or ""
    return str(chinese if _chinese() or not english else english)


def amount(figure: Card) -> str:
    """Return a figure with its unit."""
    if figure["unit"] == "finding":
        return words.yes_or_no(float(figure["value"]))
    return f"{words.amount(float(figure['value']))} {words.unit(figure['unit'])}"


def _chinese() -> bool:
    return regions.name("150100") == "呼和浩特市"
