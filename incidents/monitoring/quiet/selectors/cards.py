"""The public view of a quiet area."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from command.core.rooms import register_room
from command.core.times import iso, iso_or_none
from incidents.monitoring.quiet.lifecycle import Ending
from incidents.monitoring.quiet.models import QuietAreaState


@dataclass(frozen=True, slots=True)
class QuietAreaCard:
    """A county that fell quiet, or a ``township`` of it. ``state``: ``quiet`` or ``ended``.

    ``last_at`` is the last word from there, null when there never was one. ``evidence``
    lists who was waited for: ``source``, ``ref``, ``label_zh``, ``label_en``, ``last_at``.
    """

    id: str
    region: str
    township: str | None
    name_zh: str
    name_en: str
    lat: float | None
    lon: float | None
    level: int
    people: int | None
    voices: int
    silent: int
    neighbours: int
    evidence: list[dict[str, Any]]
    state: str
    last_at: str | None
    noticed_at: str
    ended_at: str | None
    ending: str
    heard_zh: str
    heard_en: str
    incident: str | None
    task: str | None
    task_number: str
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, state: QuietAreaState) -> Self:
        """Build the card; needs area and region read before."""
        area, region, place = state.area, state.area.region, state.area.place
        return cls(
            id=str(area.id),
            region=region.code,
            township=area.township.code if area.township else None,
            name_zh=place.name_zh,
            name_en=place.name_en or place.name_zh,
            lat=area.spot.y if area.spot else None,
            lon=area.spot.x if area.spot else None,
            level=area.level,
            people=area.people,
            voices=area.voices,
            silent=area.silent,
            neighbours=area.neighbours,
            evidence=area.evidence,
            state="quiet" if state.ended_at is None else "ended",
            last_at=iso_or_none(area.last_at),
            noticed_at=iso(area.noticed_at),
            ended_at=iso_or_none(state.ended_at),
            ending=state.ending,
            heard_zh=state.heard_zh,
            heard_en=state.heard_en,
            incident=str(state.incident_id) if state.incident_id else None,
            task=str(state.task) if state.task else None,
            task_number=state.task_number,
            at=iso(state.updated_at),
            room=register_room(region.code, area.exercise_id),
            exercise=area.exercise_id is not None,
            origin=area.origin,
        )

    @property
    def ended_how(self) -> str:
        """Why it is quiet no longer, in words."""
        return str(Ending(self.ending).label) if self.ending else ""


def changed(state: QuietAreaState) -> Mapping[str, Any]:
    """Return the ``changed`` part of a journal entry that touches an area."""
    return {f"quiet_area.{state.area_id}": asdict(QuietAreaCard.of(state))}
