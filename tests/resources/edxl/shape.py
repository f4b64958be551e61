"""What the schemas of EDXL-RM 1.0 and of its envelope, EDXL-DE 1.0, allow, and in which order.

The schema files are not ours to ship; this says the same of the elements that are written
here. ``?`` may be missing, ``*`` may repeat, both are ``?*``. Held against the files of the
standard by hand when it was written (``command/docs/edxl.md``).
"""

import re
from datetime import datetime

from lxml import etree

from resources.edxl.kinds import (
    ANSWERING,
    DE,
    DISTRIBUTION_TYPES,
    MSG,
    OWNERLESS,
    PURE,
    RM,
    SCHEDULES,
    STATELESS,
    Kind,
)

HEAD = "MessageID SentDateTime MessageContentType MessageDescription? OriginatingMessageID"
TAIL = "IncidentInformation?* MessageRecall? Funding?* ContactInformation* ResourceInformation*"
RESOURCE = "ResourceID? Name? TypeStructure? TypeInfo? Keyword?* Description?"
INSIDE = {
    "IncidentInformation": "rm:IncidentID? rm:IncidentDescription?",
    "MessageRecall": "rm:RecallMessageID rm:RecallType",
    "Funding": "rm:FundCode? rm:FundingInfo?",
    "ContactInformation": "rm:ContactDescription? rm:ContactRole?",
    "ResponseInformation": (
        "rm:PrecedingResourceInfoElementID rm:ResponseType rm:ReasonCode? rm:ResponseReason?"
    ),
    "TypeStructure": "rm:ValueListURN rm:Value*",
    "OwnershipInformation": "rm:Owner? rm:OwningJurisdiction?",
    "DeploymentStatus": "rm:ValueListURN rm:Value*",
    "AssignmentInformation": "Quantity",
    "Quantity": "rm:MeasuredQuantity",
    "rm:MeasuredQuantity": "rm:Amount rm:UnitOfMeasure?",
    "rm:UnitOfMeasure": "rm:ValueListURN rm:Value*",
    "ScheduleInformation": "ScheduleType DateTime? Location?",
    "Location": "rm:LocationDescription? rm:Address? rm:TargetArea?",
}
WORDS = {
    "rm:ContactRole": "Sender Requester SubjectMatterExpert Approver RespondingOrg Owner",
    "rm:ResponseType": "Accept Decline Provisional",
    "rm:RecallType": "Update Cancel",
}
ENVELOPE = {
    "EDXLDistribution": (
        "distributionID senderID dateTimeSent distributionStatus distributionType"
        " combinedConfidentiality language? senderRole?* recipientRole?* keyword?*"
        " distributionReference?* explicitAddress?* targetArea?* contentObject?*"
    ),
    "explicitAddress": "explicitAddressScheme explicitAddressValue*",
    "contentObject": (
        "contentDescription? contentKeyword?* incidentID? incidentDescription?"
        " originatorRole?* consumerRole?* confidentiality? xmlContent"
    ),
    "xmlContent": "keyXMLContent?* embeddedXMLContent?*",
}
ENVELOPE_WORDS = {
    "distributionStatus": {"Actual", "Exercise", "System", "Test"},
    "distributionType": DISTRIBUTION_TYPES,
}
# Answers must follow something; what begins a chain cannot; the rest may.
FOLLOWS = {Kind.REQUEST: "", Kind.OFFER: ""} | dict.fromkeys(
    (*ANSWERING, Kind.INFORMATION_REPLY), " PrecedingMessageID"
)


def _of(kind):
    """Return what each element of a kind holds."""
    replies = "" if kind in PURE else "?"
    replies = " ResponseInformation" if kind in ANSWERING else replies and (
        " ResponseInformation?"
    )  # fmt: skip
    state = "DeploymentStatus? Availability?"
    if kind == Kind.COMMIT:
        state = "DeploymentStatus?"
    if kind == Kind.RETURN_REPLY:
        state = "DeploymentStatus Availability"
    status = " ResourceStatus" + ("" if kind == Kind.RETURN_REPLY else "?")
    tail = TAIL.replace("Funding?*", "Funding*") if kind == Kind.REQUISITION else TAIL
    owner = "" if kind in OWNERLESS else " OwnershipInformation?"
    return INSIDE | {
        kind.value: f"{HEAD}{FOLLOWS.get(kind, ' PrecedingMessageID?')} {tail}",
        "ResourceInformation": (
            f"ResourceInfoElementID{replies} Resource AssignmentInformation?"
            " ScheduleInformation?*"
        ),
        "Resource": f"{RESOURCE}{owner}{'' if kind in STATELESS else status}",
        "ResourceStatus": state,
    }


def _name(element):
    space, _, tag = element.tag[1:].partition("}")
    return {MSG: "", RM: "rm:"}[space] + tag


def _pattern(words):
    marks = {"": "", "?": "?", "*": "+", "?*": "*"}
    parts = (re.fullmatch(r"([\w:]+)([?*]*)", word).groups() for word in words.split())
    return "".join(f"(?:{tag} ){marks[mark]}" for tag, mark in parts)


def faults(kind, root):
    """Return what the schema would say against a message."""
    held, wrong = _of(kind), []
    for element in root.iter(etree.Element):
        name, inner = _name(element), "".join(f"{_name(one)} " for one in element)
        if not re.fullmatch(_pattern(held.get(name, "")), inner):
            wrong.append((name, inner))
        allowed = WORDS.get(name, "").split()
        if name == "ScheduleType":
            allowed = SCHEDULES[kind]
        if allowed and element.text not in allowed:
            wrong.append((name, element.text))
    return wrong


def envelope_faults(root):
    """Return what the schemas would say against an envelope, and against what it holds."""
    wrong = []
    for element in root.iter(f"{{{DE}}}*"):
        name = etree.QName(element).localname
        if name == "embeddedXMLContent":
            wrong += [("embeddedXMLContent", "empty")] * (not len(element))
            for message in element:
                wrong += faults(Kind(etree.QName(message).localname), message)
            continue
        inner = "".join(f"{etree.QName(one).localname} " for one in element)
        if not re.fullmatch(_pattern(ENVELOPE.get(name, "")), inner):
            wrong.append((name, inner))
        if name in ENVELOPE_WORDS and element.text not in ENVELOPE_WORDS[name]:
            wrong.append((name, element.text))
        if name == "dateTimeSent" and datetime.fromisoformat(element.text).tzinfo is None:
            wrong.append((name, element.text))
    return wrong
