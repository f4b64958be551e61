"""The tables of the register room, one concept a file."""

from resources.register.models.facility import BedCount, Facility, ShelterCount
from resources.register.models.lot import Check, DateAlert, StockLot
from resources.register.models.people import Expert, TeamShift, TeamSkill
from resources.register.models.rules import CountRule, CrewRule, DateRule, HazardRule

__all__ = [
    "BedCount",
    "Check",
    "CountRule",
    "CrewRule",
    "DateAlert",
    "DateRule",
    "Expert",
    "Facility",
    "HazardRule",
    "ShelterCount",
    "StockLot",
    "TeamShift",
    "TeamSkill",
]
