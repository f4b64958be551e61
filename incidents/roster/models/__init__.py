"""The tables of the duty roster."""

from incidents.roster.models.handover import Handover, HandoverTaken
from incidents.roster.models.shift import Role, Shift, ShiftPlace

__all__ = ["Handover", "HandoverTaken", "Role", "Shift", "ShiftPlace"]
