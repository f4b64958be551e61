"""The tables of the incidents room, one concept a file."""

from incidents.models.counter import Counter
from incidents.models.event_type import EventType
from incidents.models.incident import Incident, IncidentChange, IncidentState
from incidents.models.record import FigureChoice, Note, Observation
from incidents.models.response import (
    NEEDS_APPROVAL,
    ResponseChange,
    ResponseDecision,
    ResponseProposal,
    ResponseState,
)
from incidents.models.rule import GradeRule, Limit

__all__ = [
    "NEEDS_APPROVAL",
    "Counter",
    "EventType",
    "FigureChoice",
    "GradeRule",
    "Incident",
    "IncidentChange",
    "IncidentState",
    "Limit",
    "Note",
    "Observation",
    "ResponseChange",
    "ResponseDecision",
    "ResponseProposal",
    "ResponseState",
]
