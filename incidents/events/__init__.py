"""The facts that the incidents room records."""

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
from incidents.events.record import FigureRecorded, NoteWritten
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
    "FigureRecorded",
    "IncidentGraded",
    "IncidentMoved",
    "IncidentReported",
    "IncidentShared",
    "NoteWritten",
    "ProposalApproved",
    "ProposalReturned",
    "ResponseActivated",
    "ResponseAdjusted",
    "ResponseEnded",
    "ResponseProposed",
]
