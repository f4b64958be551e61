"""The doors of the duty roster: the only code that writes."""

from incidents.roster.actions.assign import assign_shift, copy_week, start_shift
from incidents.roster.actions.handover import hand_over, take_over

__all__ = ["assign_shift", "copy_week", "hand_over", "start_shift", "take_over"]
