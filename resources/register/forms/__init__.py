"""The forms of the register, and which act each is for."""

from resources.register.forms.base import RegisterForm, homes
from resources.register.forms.facilities import (
    ChangeFacility,
    CloseFacility,
    CountBeds,
    CountShelter,
    NewFacility,
    ReopenFacility,
)
from resources.register.forms.people import (
    ChangeExpert,
    EndSkill,
    ForgetExpert,
    NewExpert,
    NewShift,
    NewSkill,
    NewTeam,
    WithdrawShift,
)
from resources.register.forms.stocks import (
    ChangeLot,
    CheckAsset,
    CheckLot,
    CountStock,
    NewAsset,
    NewLot,
    NewStock,
)

# What a new thing is called in the path, and its form.
NEW: dict[str, type[RegisterForm]] = {
    "team": NewTeam,
    "asset": NewAsset,
    "stock": NewStock,
    "facility": NewFacility,
    "expert": NewExpert,
}
# What the act is on, and what it is called in the path.
ACTS: dict[tuple[str, str], type[RegisterForm]] = {
    ("facility", "people"): CountShelter,
    ("facility", "beds"): CountBeds,
    ("facility", "change"): ChangeFacility,
    ("facility", "close"): CloseFacility,
    ("facility", "reopen"): ReopenFacility,
    ("expert", "change"): ChangeExpert,
    ("expert", "forget"): ForgetExpert,
    ("team", "skill"): NewSkill,
    ("team", "shift"): NewShift,
    ("skill", "end"): EndSkill,
    ("shift", "withdraw"): WithdrawShift,
    ("stock", "count"): CountStock,
    ("stock", "lot"): NewLot,
    ("lot", "change"): ChangeLot,
    ("lot", "check"): CheckLot,
    ("asset", "check"): CheckAsset,
}

__all__ = ["ACTS", "NEW", "RegisterForm", "homes"]
