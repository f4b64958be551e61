"""The public views of figures and notes."""

from dataclasses import dataclass
from typing import Self

from command.core.times import iso
from incidents.models import Incident, Note, Observation
from incidents.selectors.totals import plain


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One figure as one source gave it."""

    id: str
    incident: str
    key: str
    value: int | float
    unit: str
    source: str
    region: str | None
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, figure: Observation, incident: Incident) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=str(figure.id),
            incident=str(incident.id),
            key=figure.key,
            value=plain(figure.value),
            unit=figure.unit,
            source=figure.source,
            region=figure.region_id,
            at=iso(figure.occurred_at),
            room=incident.room_id,
            exercise=incident.exercise_id is not None,
            origin=figure.origin,
        )


@dataclass(frozen=True, slots=True)
class NoteCard:
    """One line of the event chronicle."""

    id: str
    incident: str
    category: str
    text: str
    author: str
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, note: Note, incident: Incident) -> Self:
        """Build the card; needs ``actor`` read before, or reads it."""
        return cls(
            id=str(note.id),
            incident=str(incident.id),
            category=str(note.category),
            text=note.text,
            author=note.actor.name if note.actor else "",
            at=iso(note.occurred_at),
            room=incident.room_id,
            exercise=incident.exercise_id is not None,
            origin=note.origin,
        )
