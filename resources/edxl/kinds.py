"""The sixteen message kinds of EDXL-RM 1.0, and what the standard asks of each.

Written after the standard's schema files, one for each kind, which are not shipped
(see ``command/docs/edxl.md``).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

RM = "urn:oasis:names:tc:emergency:EDXL:RM:1.0"
MSG = "urn:oasis:names:tc:emergency:EDXL:RM:1.0:msg"
DE = "urn:oasis:names:tc:emergency:EDXL:DE:1.0"
REGION_URN = "urn:gbt2260:"
SUPPLY_URN = "urn:gbt38565"
TEAM_URN = "urn:jc:team-kind"
STATUS_URN = "urn:jc:deployment-status"
LOAN_URN = "urn:jc:loan-status"
DRILL = "【演练/EXERCISE】"
DISTRIBUTION_TYPES = frozenset(
    {
        "Report",
        "Update",
        "Cancel",
        "Request",
        "Response",
        "Dispatch",
        "Ack",
        "Error",
        "SensorConfiguration",
        "SensorControl",
        "SensorStatus",
        "SensorDetection",
    }
)


class Kind(StrEnum):
    """MessageContentType, which is also the name of the root element."""

    REQUEST = "RequestResource"
    RESPONSE = "ResponseToRequestResource"
    REQUISITION = "RequisitionResource"
    COMMIT = "CommitResource"
    INFORMATION = "RequestInformation"
    INFORMATION_REPLY = "ResponseToRequestInformation"
    OFFER = "OfferUnsolicitedResource"
    RELEASE = "ReleaseResource"
    RETURN = "RequestReturn"
    RETURN_REPLY = "ResponseToRequestReturn"
    QUOTE = "RequestQuote"
    QUOTE_REPLY = "ResponseToRequestQuote"
    STATUS = "RequestResourceDeploymentStatus"
    REPORT = "ReportResourceDeploymentStatus"
    EXTENSION = "RequestExtendedDeploymentDuration"
    EXTENSION_REPLY = "ResponseToRequestExtendedDeploymentDuration"


# Types 2, 4, 10, 12 and 16 bear a ResponseInformation; what only asks or offers must not.
ANSWERING = frozenset(
    {Kind.RESPONSE, Kind.COMMIT, Kind.RETURN_REPLY, Kind.QUOTE_REPLY, Kind.EXTENSION_REPLY}
)
PURE = frozenset(
    {
        Kind.REQUEST,
        Kind.REQUISITION,
        Kind.INFORMATION,
        Kind.OFFER,
        Kind.RETURN,
        Kind.STATUS,
        Kind.EXTENSION,
    }
)
# What begins a chain names nothing before it: of these two, the schema has no place for it.
OPENING = frozenset({Kind.REQUEST, Kind.OFFER})
FIRST = OPENING | {Kind.INFORMATION, Kind.QUOTE}
# Whoever asks or orders says neither whose it is nor where it stands.
OWNERLESS = frozenset({Kind.REQUEST})
STATELESS = frozenset({Kind.REQUEST, Kind.REQUISITION, Kind.QUOTE, Kind.STATUS})
# A requisition says who pays for it: here the two cities settle, at the rates they agreed.
FUNDING = "urn:jc:settlement"
RESPONSES = ("Accept", "Decline", "Provisional")
CANCEL, UPDATE = "Cancel", "Update"
RECALLS = (CANCEL, UPDATE)

THERE = frozenset({"RequestedArrival", "RequestedDeparture", "ReportTo", "Route"})
GUESSED = frozenset({"EstimatedArrival", "EstimatedDeparture"})
WAS = frozenset({"ActualArrival", "ActualDeparture"})
BACK_WISH = frozenset({"RequestedReturnArrival", "RequestedReturnDeparture"})
BACK_GUESSED = frozenset({"EstimatedReturnArrival", "EstimatedReturnDeparture"})
BACK_WAS = frozenset({"ActualReturnArrival", "ActualReturnDeparture"})
SPAN = frozenset({"BeginAvailable", "EndAvailable"})
NOW = frozenset({"Committed", "Current"})
EVERY = THERE | GUESSED | WAS | BACK_WISH | BACK_GUESSED | BACK_WAS | SPAN | NOW
LENT = THERE | GUESSED | WAS | BACK_WISH | {"Committed"}
# Which times each kind may speak of.
SCHEDULES: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {
        Kind.REQUEST: THERE | BACK_GUESSED,
        Kind.RESPONSE: (THERE | GUESSED | BACK_WISH | SPAN | BACK_GUESSED)
        - {"EstimatedReturnArrival"},
        Kind.REQUISITION: THERE | GUESSED | BACK_GUESSED,
        Kind.COMMIT: EVERY - BACK_WAS - {"ActualArrival"},
        Kind.INFORMATION: EVERY,
        Kind.INFORMATION_REPLY: EVERY,
        Kind.OFFER: GUESSED | BACK_WISH | SPAN | {"Route"},
        Kind.RELEASE: EVERY - {"ActualReturnArrival"},
        Kind.RETURN: LENT | SPAN,
        Kind.RETURN_REPLY: EVERY - {"ActualReturnArrival"},
        Kind.QUOTE: THERE | BACK_GUESSED,
        Kind.QUOTE_REPLY: THERE | GUESSED | BACK_WISH | SPAN | BACK_GUESSED,
        Kind.STATUS: EVERY - {"Current"},
        Kind.REPORT: EVERY,
        Kind.EXTENSION: LENT | BACK_GUESSED,
        Kind.EXTENSION_REPLY: LENT | BACK_GUESSED | {"EndAvailable"},
    }
)
