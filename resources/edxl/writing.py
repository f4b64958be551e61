"""Messages as XML: each for itself, and a chain in the envelope of EDXL-DE."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from resources.edxl.kinds import DE, DRILL, MSG, REGION_URN, RM
from resources.edxl.message import Line, Message

Element = etree._Element
NAMES: Any = {None: MSG, "rm": RM}
DE_NAMES: Any = {None: DE}


def to_xml(message: Message) -> bytes:
    """Return one message as a document."""
    return _bytes(element_of(message))


def envelope(messages: Sequence[Message], *, name: str, sender: str, drill: bool) -> bytes:
    """Return a chain in one EDXL-DE distribution; a drill's says so in its status."""
    root = etree.Element(f"{{{DE}}}EDXLDistribution", nsmap=DE_NAMES)
    sent = max((one.sent_at for one in messages), default=datetime.now(UTC))
    for tag, text in (
        ("distributionID", name),
        ("senderID", f"{REGION_URN}{sender}"),
        ("dateTimeSent", _time(sent)),
        ("distributionStatus", "Exercise" if drill else "Actual"),
        ("distributionType", "Report"),
        ("combinedConfidentiality", "UNCLASSIFIED AND NOT SENSITIVE"),
    ):
        _add(root, DE, tag, text)
    for code in sorted({code for one in messages for code in one.asked}):
        address = _add(root, DE, "explicitAddress")
        _add(address, DE, "explicitAddressScheme", REGION_URN.rstrip(":"))
        _add(address, DE, "explicitAddressValue", code)
    for one in messages:
        content = _add(root, DE, "contentObject")
        _add(content, DE, "contentDescription", one.kind.value)
        holder = _add(_add(content, DE, "xmlContent"), DE, "embeddedXMLContent")
        holder.append(element_of(one))
    return _bytes(root)


def element_of(message: Message) -> Element:
    """Return one message as an element, in the order of the standard."""
    root = etree.Element(f"{{{MSG}}}{message.kind.value}", nsmap=NAMES)
    _add(root, MSG, "MessageID", message.message_id)
    _add(root, MSG, "SentDateTime", _time(message.sent_at))
    _add(root, MSG, "MessageContentType", message.kind.value)
    text = f"{DRILL}{message.description}" if message.drill else message.description
    if text:
        _add(root, MSG, "MessageDescription", text)
    _add(root, MSG, "OriginatingMessageID", message.originating or message.message_id)
    if message.preceding:
        _add(root, MSG, "PrecedingMessageID", message.preceding)
    incident = _add(root, MSG, "IncidentInformation")
    _add(incident, RM, "IncidentID", message.incident_id)
    _add(incident, RM, "IncidentDescription", message.incident_text)
    if message.recalls:
        recall = _add(root, MSG, "MessageRecall")
        _add(recall, RM, "RecallMessageID", message.recalls)
        _add(recall, RM, "RecallType", message.recall)
    if message.funding:
        _add(_add(root, MSG, "Funding"), RM, "FundingInfo", message.funding)
    _contact(root, message.sender, "Sender")
    for code in message.asked:
        _contact(root, code, "RespondingOrg")
    for line in message.lines:
        _line(root, line)
    return root


def _contact(root: Element, code: str, role: str) -> None:
    contact = _add(root, MSG, "ContactInformation")
    _add(contact, RM, "ContactDescription", f"{REGION_URN}{code}")
    _add(contact, RM, "ContactRole", role)


def _line(root: Element, line: Line) -> None:
    info = _add(root, MSG, "ResourceInformation")
    _add(info, MSG, "ResourceInfoElementID", line.element_id)
    if line.reply is not None:
        reply = _add(info, MSG, "ResponseInformation")
        _add(reply, RM, "PrecedingResourceInfoElementID", line.reply.to)
        _add(reply, RM, "ResponseType", line.reply.type)
        if line.reply.reason:
            _add(reply, RM, "ResponseReason", line.reply.reason)
    _resource(info, line)
    if line.quantity is not None:
        measured = _add(
            _add(_add(info, MSG, "AssignmentInformation"), MSG, "Quantity"),
            RM,
            "MeasuredQuantity",
        )
        _add(measured, RM, "Amount", str(line.quantity))
        if line.unit:
            unit = _add(measured, RM, "UnitOfMeasure")
            _add(unit, RM, "ValueListURN", "urn:jc:unit")
            _add(unit, RM, "Value", line.unit)
    for each in line.schedule:
        schedule = _add(info, MSG, "ScheduleInformation")
        _add(schedule, MSG, "ScheduleType", each.type)
        if each.at is not None:
            _add(schedule, MSG, "DateTime", _time(each.at))
        if each.place:
            _add(_add(schedule, MSG, "Location"), RM, "LocationDescription", each.place)


def _resource(info: Element, line: Line) -> None:
    resource = _add(info, MSG, "Resource")
    if line.resource_id:
        _add(resource, MSG, "ResourceID", line.resource_id)
    if line.name:
        _add(resource, MSG, "Name", line.name)
    _listed(resource, "TypeStructure", line.type_urn, line.type_value)
    if line.description:
        _add(resource, MSG, "Description", line.description)
    if line.owner:
        ownership = _add(resource, MSG, "OwnershipInformation")
        _add(ownership, RM, "Owner", f"{REGION_URN}{line.owner}")
    if line.status:
        status = _add(resource, MSG, "ResourceStatus")
        _listed(status, "DeploymentStatus", line.status_urn, line.status)
        if line.availability:
            _add(status, MSG, "Availability", line.availability)


def _listed(parent: Element, tag: str, urn: str, value: str) -> None:
    if value:
        element = _add(parent, MSG, tag)
        _add(element, RM, "ValueListURN", urn)
        _add(element, RM, "Value", value)


def _add(parent: Element, space: str, tag: str, text: str | None = None) -> Element:
    child = etree.SubElement(parent, f"{{{space}}}{tag}")
    child.text = text
    return child


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _bytes(root: Element) -> bytes:
    return bytes(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    )
