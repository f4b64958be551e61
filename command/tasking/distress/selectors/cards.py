"""The public view of a call for help."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from command.core import regions
from command.core.times import iso, iso_or_none
from command.tasking.distress.models import HelpState


@dataclass(frozen=True, slots=True)
class HelpCard:
    """A call. ``state``: ``raised``, ``acknowledged`` or ``closed``; times are ISO 8601.

    What the caller wrote or said and how it ended are on the call's page alone.
    """

    id: str
    number: str
    person: str
    name: str
    team: str
    state: str
    region: str | None
    cities: list[str]
    lat: float | None
    lon: float | None
    accuracy_m: int | None
    fixed_at: str | None
    raised_at: str
    received_at: str
    acknowledged_by: str | None
    acknowledged_at: str | None
    cancelled_at: str | None
    closed_at: str | None
    widened: bool
    incident: str | None
    task: str | None
    level: int
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, state: HelpState) -> Self:
        """Build the card; needs the call, the caller and who acknowledged read before."""
        call = state.call
        taken = state.acknowledged_by
        return cls(
            id=str(call.pk),
            number=call.number,
            person=str(call.person_id),
            name=call.person.name,
            team=call.team,
            state=str(state.status),
            region=state.region_id,
            cities=list(state.cities),
            lat=state.lat,
            lon=state.lon,
            accuracy_m=state.accuracy_m,
            fixed_at=iso_or_none(state.fixed_at),
            raised_at=iso(call.raised_at),
            received_at=iso(call.received_at),
            acknowledged_by=taken.name if taken else None,
            acknowledged_at=iso_or_none(state.acknowledged_at),
            cancelled_at=iso_or_none(state.cancelled_at),
            closed_at=iso_or_none(state.closed_at),
            widened=state.widened_at is not None,
            incident=str(call.incident_id) if call.incident_id else None,
            task=str(call.task_id) if call.task_id else None,
            level=1,
            at=iso(state.at),
            room=call.room_id,
            exercise=call.exercise_id is not None,
            origin=call.origin,
        )


def changed(state: HelpState) -> dict[str, dict[str, Any]]:
    """Return the new view of a call, as an entry of the journal carries it."""
    card = HelpCard.of(state)
    return {f"help_call.{card.id}": asdict(card)}


def where(card: HelpCard) -> str:
    """Say where the caller is, in the reader's language: city, banner."""
    if not card.region:
        return " · ".join(regions.name(code) for code in card.cities)
    codes = dict.fromkeys([regions.city_of(card.region), card.region])
    return " · ".join(regions.name(code) for code in codes)
