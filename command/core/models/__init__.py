"""The tables of the ground floor, one concept a file."""

from command.core.models.audit import AuditRecord
from command.core.models.city_link import CityLink
from command.core.models.duty import Duty, Share
from command.core.models.entered import Entered
from command.core.models.exercise import Exercise
from command.core.models.gate import Coming, Tally
from command.core.models.journal import Entry, Head, Room
from command.core.models.media import MediaFile
from command.core.models.operation import Operation
from command.core.models.organisation import Organisation
from command.core.models.owned import OwnedModel, one_of_each
from command.core.models.participant import Participant
from command.core.models.password_age import PasswordAgeRule
from command.core.models.person import Person
from command.core.models.region import Region
from command.core.models.rule import Rule, rule_constraints
from command.core.models.sign_in import PasswordUsed, SecondFactor

__all__ = [
    "AuditRecord",
    "CityLink",
    "Coming",
    "Duty",
    "Entered",
    "Entry",
    "Exercise",
    "Head",
    "MediaFile",
    "Operation",
    "Organisation",
    "OwnedModel",
    "Participant",
    "PasswordAgeRule",
    "PasswordUsed",
    "Person",
    "Region",
    "Room",
    "Rule",
    "SecondFactor",
    "Share",
    "Tally",
    "one_of_each",
    "rule_constraints",
]
