"""The sixteen message kinds of EDXL-RM 1.0, and what the standard asks of each.

Written from the standard's element rules as known here: its schema files are not shipped,
and what is not certain is not checked (see ``command/docs/edxl.md``).
"""

from enum import StrEnum

RM = "urn:oasis:names:tc:emergency:EDXL:RM:1.0"
MSG = "urn:oasis:names:tc:emergency:EDXL:RM:1.0:msg"
DE = "urn:oasis:names:tc:emergency:EDXL:DE:1.0"
REGION_URN = "urn:gbt2260:"
SUPPLY_URN = "urn:gbt38565"
TEAM_URN = "urn:jc:team-kind"
STATUS_URN = "urn:jc:deployment-status"
DRILL = "【演练/EXERCISE】"


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


# Types 2, 4, 10, 12 and 16 bear a ResponseInformation; pure requests must not.
ANSWERING = frozenset(
    {Kind.RESPONSE, Kind.COMMIT, Kind.RETURN_REPLY, Kind.QUOTE_REPLY, Kind.EXTENSION_REPLY}
)
PURE = frozenset(
    {
        Kind.REQUEST,
        Kind.INFORMATION,
        Kind.RETURN,
        Kind.QUOTE,
        Kind.STATUS,
        Kind.EXTENSION,
    }
)
# What begins a chain names nothing before it.
FIRST = frozenset({Kind.REQUEST, Kind.OFFER, Kind.INFORMATION, Kind.QUOTE})
RESPONSES = ("Accept", "Decline", "Provisional")
SCHEDULES = frozenset(
    {
        "RequestedArrival", "EstimatedArrival", "ActualArrival",
        "RequestedDeparture", "EstimatedDeparture", "ActualDeparture",
        "RequestedReturnDeparture", "EstimatedReturnDeparture", "ActualReturnDeparture",
        "RequestedReturnArrival", "EstimatedReturnArrival", "ActualReturnArrival",
        "BeginAvailable", "EndAvailable", "Committed", "Current", "ReportTo", "Route",
    }
)  # fmt: skip
