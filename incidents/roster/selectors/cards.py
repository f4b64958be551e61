"""The public views of shifts and handovers."""

from dataclasses import dataclass
from typing import Any, Self

from command.core.times import iso, iso_or_none
from incidents.roster.models import Handover, HandoverTaken, Role, Shift

# The places every shift has: a leader, a chief, and two officers (双人双岗).
PLACES = (Role.LEADER, Role.CHIEF, Role.OFFICER, Role.OFFICER)


@dataclass(frozen=True, slots=True)
class ShiftCard:
    """A shift and who takes its places; a place without a person is a gap."""

    id: str
    region: str
    starts_at: str
    ends_at: str
    phone: str
    note: str
    places: list[dict[str, Any]]
    gaps: int
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, shift: Shift) -> Self:
        """Build the card; asks nothing when places and people were fetched along."""
        places = [
            {
                "slot": place.slot,
                "role": str(place.role),
                "person": str(place.person_id) if place.person_id else None,
                "name": place.person.name if place.person else "",
                "checked_in_at": iso_or_none(place.checked_in_at),
            }
            for place in shift.places.all()
        ]
        return cls(
            id=str(shift.pk),
            region=shift.region_id,
            starts_at=iso(shift.starts_at),
            ends_at=iso(shift.ends_at),
            phone=shift.phone,
            note=shift.note,
            places=places,
            gaps=sum(one["person"] is None for one in places),
            at=iso(shift.at),
            exercise=shift.exercise_id is not None,
            origin=shift.origin,
        )


@dataclass(frozen=True, slots=True)
class HandoverCard:
    """A handover: who gave, who takes, and the digest of the frozen page."""

    id: str
    region: str
    shift: str | None
    giver: str
    giver_id: str
    taker: str
    taker_id: str
    override_reason: str
    digest: str
    given_at: str
    taken_at: str | None
    remarks: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, handover: Handover, taken: HandoverTaken | None) -> Self:
        """Build the card; asks nothing when both people were fetched along."""
        return cls(
            id=str(handover.pk),
            region=handover.region_id,
            shift=str(handover.shift_id) if handover.shift_id else None,
            giver=handover.giver.name,
            giver_id=str(handover.giver_id),
            taker=handover.taker.name,
            taker_id=str(handover.taker_id),
            override_reason=handover.override_reason,
            digest=handover.digest,
            given_at=iso(handover.given_at),
            taken_at=iso_or_none(taken.at if taken else None),
            remarks=taken.remarks if taken else "",
            at=iso(taken.at if taken else handover.given_at),
            exercise=handover.exercise_id is not None,
            origin=handover.origin,
        )
