"""The public view of a conflict."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from django.conf import settings

from command.core.times import iso, iso_or_none
from command.field.models import FieldConflict
from incidents.scene import codes


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """A late act from a phone and what stands against it.

    ``kind`` and ``payload`` are the act, ``stands`` what was found instead; ``claimed_at`` is
    the phone's own time, ``at`` the corrected one.
    """

    id: str
    kind: str
    payload: dict[str, Any]
    person: str
    person_id: str
    city: str
    incident: str | None
    title: str
    stands: dict[str, Any]
    why: str
    why_en: str
    code: str
    state: str
    claimed_at: str
    raised_at: str
    decided_at: str | None
    decided_by: str
    words: str
    room: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, conflict: FieldConflict) -> Self:
        """Build the card; asks nothing when operation and people were fetched along."""
        act = conflict.operation
        return cls(
            id=str(conflict.pk),
            kind=act.kind,
            payload=act.payload,
            person=act.person.name,
            person_id=str(act.person_id),
            city=conflict.city_id,
            incident=str(conflict.incident) if conflict.incident else None,
            title=conflict.title,
            stands=conflict.stands,
            why=conflict.why,
            why_en=conflict.why_en,
            code=codes.shown(act.code),
            state=str(conflict.how or "open"),
            claimed_at=iso(act.claimed_at),
            raised_at=iso(conflict.raised_at),
            decided_at=iso_or_none(conflict.decided_at),
            decided_by=conflict.decided_by.name if conflict.decided_by else "",
            words=conflict.words,
            room=conflict.room,
            at=iso(act.occurred_at),
            exercise=conflict.exercise_id is not None,
            origin=str(settings.NODE_ORIGIN),
        )


def changed(conflict: FieldConflict) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches a conflict."""
    return {f"conflict.{conflict.pk}": asdict(ConflictCard.of(conflict))}
