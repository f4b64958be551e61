"""The doors of the register room."""

from resources.register.actions.checks import record_check, tell_date
from resources.register.actions.counts import count_beds, count_shelter
from resources.register.actions.experts import change_expert, forget_expert, register_expert
from resources.register.actions.facilities import (
    change_facility,
    close_facility,
    register_facility,
    reopen_facility,
)
from resources.register.actions.lots import change_lot, enter_lot, settle_lots
from resources.register.actions.people import (
    end_skill,
    enter_skill,
    plan_team_shift,
    withdraw_team_shift,
)

__all__ = [
    "change_expert",
    "change_facility",
    "change_lot",
    "close_facility",
    "count_beds",
    "count_shelter",
    "end_skill",
    "enter_lot",
    "enter_skill",
    "forget_expert",
    "plan_team_shift",
    "record_check",
    "register_expert",
    "register_facility",
    "reopen_facility",
    "settle_lots",
    "tell_date",
    "withdraw_team_shift",
]
