"""The public view of an incident."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from command.core import regions
from command.core.times import iso
from incidents.models import Incident, ResponseState
from incidents.selectors.totals import Totals


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """What everybody who follows an incident's room may see of it.

    ``responses`` maps a jurisdiction to its level; ``figures`` a key to value,
    unit, source and time. ``lat`` and ``lon`` are WGS 84 degrees.
    """

    id: str
    number: str
    title: str
    event_type: str
    type_name_zh: str
    type_name_en: str
    region: str
    city: str
    place: str
    source: str
    lat: float | None
    lon: float | None
    status: str
    grade: int | None
    preliminary_grade: int | None
    confirmed_grade: int | None
    lead_authority: str
    command_offered_to: str | None
    joint: bool
    merged_into: str | None
    parent_incident: str | None
    shared_with: list[str]
    responses: dict[str, int]
    figures: Totals
    occurred_at: str
    reported_at: str
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(
        cls,
        incident: Incident,
        responses: list[ResponseState],
        figures: Totals,
        shared_with: list[str],
    ) -> Self:
        """Build the card from what was read; asks the database nothing."""
        state, kind = incident.state, incident.event_type
        touched = [state.updated_at, *(response.updated_at for response in responses)]
        touched += [datetime.fromisoformat(figure["at"]) for figure in figures.values()]
        return cls(
            id=str(incident.id),
            number=incident.number,
            title=incident.title,
            event_type=kind.code,
            type_name_zh=kind.name_zh,
            type_name_en=kind.name_en,
            region=incident.region_id,
            city=regions.city_of(incident.region_id),
            place=incident.place,
            source=incident.source,
            lat=incident.point.y if incident.point else None,
            lon=incident.point.x if incident.point else None,
            status=str(state.status),
            grade=state.grade,
            preliminary_grade=state.preliminary_grade,
            confirmed_grade=state.confirmed_grade,
            lead_authority=state.lead_authority,
            command_offered_to=state.command_offered_to or None,
            joint=state.joint or bool(shared_with),
            merged_into=_key(state.merged_into),
            parent_incident=_key(state.parent_incident),
            shared_with=shared_with,
            responses={r.jurisdiction_id: r.level for r in responses if r.level is not None},
            figures=figures,
            occurred_at=iso(incident.occurred_at),
            reported_at=iso(incident.reported_at),
            at=iso(max(touched)),
            room=incident.room_id,
            exercise=incident.exercise_id is not None,
            origin=incident.origin,
        )


def _key(of: UUID | None) -> str | None:
    return str(of) if of else None
