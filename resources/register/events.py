"""The facts that the register room records. None of them names a person but by a key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from resources.register.kinds import FacilityKind

Words = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class FacilityRegistered(Event):
    """A facility entered the register."""

    kind: ClassVar[str] = "facility.registered"
    says: ClassVar[str | Promise] = _("{facility_kind} {name} registered in {region}")
    facility_id: str
    name: str
    facility_kind: str
    region: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say kind and region by name."""
        return {
            "facility_kind": str(FacilityKind(payload["facility_kind"]).label),
            "region": regions.name(payload["region"]),
        }


@dataclass(frozen=True, kw_only=True)
class FacilityChanged(Event):
    """What is kept of a facility was changed; ``fields`` names what, not to what."""

    kind: ClassVar[str] = "facility.changed"
    says: ClassVar[str | Promise] = _("Facility {name} was changed in the register")
    facility_id: str
    name: str
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class FacilityClosed(Event):
    """A facility is no longer in use."""

    kind: ClassVar[str] = "facility.closed"
    says: ClassVar[str | Promise] = _("Facility {name} is no longer in use: {reason}")
    facility_id: str
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FacilityReopened(Event):
    """A facility is in use again."""

    kind: ClassVar[str] = "facility.reopened"
    says: ClassVar[str | Promise] = _("Facility {name} is in use again: {reason}")
    facility_id: str
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OccupancyCounted(Event):
    """Somebody counted the people in a shelter."""

    kind: ClassVar[str] = "shelter.counted"
    says: ClassVar[str | Promise] = _("{name}: {occupied} of {capacity} places taken")
    facility_id: str
    name: str
    occupied: int
    capacity: int
    is_confirmed: bool


@dataclass(frozen=True, kw_only=True)
class BedsCounted(Event):
    """Somebody counted the beds of a hospital."""

    kind: ClassVar[str] = "beds.counted"
    says: ClassVar[str | Promise] = _("{name}: {free} of {staffed} beds free")
    facility_id: str
    name: str
    staffed: int
    free: int


@dataclass(frozen=True, kw_only=True)
class SkillEntered(Event):
    """A certificate of a team was entered."""

    kind: ClassVar[str] = "skill.entered"
    says: ClassVar[str | Promise] = _("{name}: certificate {certificate} entered")
    skill_id: str
    team_id: str
    name: str
    certificate: str
    valid_until: str | None


@dataclass(frozen=True, kw_only=True)
class SkillEnded(Event):
    """A certificate of a team no longer holds."""

    kind: ClassVar[str] = "skill.ended"
    says: ClassVar[str | Promise] = _("{name}: certificate {certificate} ended. {reason}")
    skill_id: str
    team_id: str
    name: str
    certificate: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TeamShiftPlanned(Event):
    """A team was put on duty for some hours."""

    kind: ClassVar[str] = "team_shift.planned"
    says: ClassVar[str | Promise] = _("{name}: {people} people on duty, {hours} h")
    shift_id: str
    team_id: str
    name: str
    people: int
    hours: float


@dataclass(frozen=True, kw_only=True)
class TeamShiftWithdrawn(Event):
    """A shift of a team will not be."""

    kind: ClassVar[str] = "team_shift.withdrawn"
    says: ClassVar[str | Promise] = _("{name}: a shift was withdrawn. {reason}")
    shift_id: str
    team_id: str
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExpertRegistered(Event):
    """An expert entered the register; the row says who."""

    kind: ClassVar[str] = "expert.registered"
    says: ClassVar[str | Promise] = _("Expert registered in {region}: {speciality}")
    expert_id: str
    speciality: str
    region: str

    @classmethod
    def words(cls, payload: Words) -> Words:
        """Say the region by name."""
        return {"region": regions.name(payload["region"])}


@dataclass(frozen=True, kw_only=True)
class ExpertChanged(Event):
    """What is kept of an expert was changed."""

    kind: ClassVar[str] = "expert.changed"
    says: ClassVar[str | Promise] = _("Expert ({speciality}) was changed in the register")
    expert_id: str
    speciality: str
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class ExpertForgotten(Event):
    """Name and contact of an expert were destroyed."""

    kind: ClassVar[str] = "expert.forgotten"
    says: ClassVar[str | Promise] = _(
        "Expert ({speciality}): name and contact destroyed. {reason}"
    )
    expert_id: str
    speciality: str
    reason: str
