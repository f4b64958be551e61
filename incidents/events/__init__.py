"""The facts that the incidents room records."""

from incidents.events.grade import (
    GradeConfirmed,
    IncidentAbsorbed,
    IncidentLinked,
    IncidentMerged,
    IncidentUnlinked,
)
from incidents.events.incident import (
    CommandAccepted,
    CommandOffered,
    CommandRefused,
    CommandWithdrawn,
    IncidentGraded,
    IncidentMoved,
    IncidentReported,
    IncidentShared,
)
from incidents.events.record import FigurePreferred, FigureRecorded, NoteWritten
from incidents.events.response import (
    ProposalApproved,
    ProposalReturned,
    ResponseActivated,
    ResponseAdjusted,
    ResponseEnded,
    ResponseProposed,
)

__all__ = [
    "CommandAccepted",
    "CommandOffered",
    "CommandRefused",
    "CommandWithdrawn",
    "FigurePreferred",
    "FigureRecorded",
    "GradeConfirmed",
    "IncidentAbsorbed",
    "IncidentGraded",
    "IncidentLinked",
    "IncidentMerged",
    "IncidentMoved",
    "IncidentReported",
    "IncidentShared",
    "IncidentUnlinked",
    "NoteWritten",
    "ProposalApproved",
    "ProposalReturned",
    "ResponseActivated",
    "ResponseAdjusted",
    "ResponseEnded",
    "ResponseProposed",
]
