"""The doors of the register room."""

from resources.register.actions.counts import count_beds, count_shelter
from resources.register.actions.facilities import (
    change_facility,
    close_facility,
    register_facility,
)

__all__ = [
    "change_facility",
    "close_facility",
    "count_beds",
    "count_shelter",
    "register_facility",
]
