"""The only code of the register room that reads; its cards are for the outside."""

from resources.register.selectors.cards import (
    ExpertCard,
    FacilityCard,
    LotCard,
    ShiftOfTeamCard,
    SkillCard,
)
from resources.register.selectors.rest import Rest, rest_of
from resources.register.selectors.sight import (
    expert_seen,
    experts_open_to,
    facilities_open_to,
    facility_seen,
    lot_seen,
    lots_open_to,
    may_name,
    shifts_open_to,
    skills_open_to,
)

__all__ = [
    "ExpertCard",
    "FacilityCard",
    "LotCard",
    "Rest",
    "ShiftOfTeamCard",
    "SkillCard",
    "expert_seen",
    "experts_open_to",
    "facilities_open_to",
    "facility_seen",
    "lot_seen",
    "lots_open_to",
    "may_name",
    "rest_of",
    "shifts_open_to",
    "skills_open_to",
]
