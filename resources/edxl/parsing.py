"""From the elements of a message to a ``Message``, by the rules of the standard."""

from django.utils.translation import gettext as _

from command.core.strict_xml import Element
from resources.edxl.kinds import (
    ANSWERING,
    CANCEL,
    FIRST,
    OPENING,
    OWNERLESS,
    PURE,
    RECALLS,
    REGION_URN,
    RESPONSES,
    SCHEDULES,
    STATELESS,
    STATUS_URN,
    Kind,
)
from resources.edxl.message import Line, Message, Reply, When
from resources.edxl.reading import Found, child, children, fault, moment, name, text

MOST = 10_000_000
MOST_LINES = 50


def parse(found: Found) -> Message:
    """Return a message. Raises ``Invalid``, naming the element and why."""
    root, kind = found.root, found.kind
    assert kind is not None
    sent_at = moment("SentDateTime", text(root, "SentDateTime"))
    if sent_at is None:
        fault("SentDateTime", _("it is missing"))
    lines = tuple(_line(one, kind) for one in children(root, "ResourceInformation"))
    if len(lines) > MOST_LINES:
        fault("ResourceInformation", _("there are too many of it"))
    roles = [
        (text(one, "ContactRole"), text(one, "ContactDescription"))
        for one in children(root, "ContactInformation")
    ]
    message = Message(
        kind=kind,
        message_id=_required(root, "MessageID"),
        sent_at=sent_at,
        sender=next((_code(told) for role, told in roles if role == "Sender"), ""),
        originating=_required(root, "OriginatingMessageID"),
        preceding=text(root, "PrecedingMessageID"),
        incident_id=text(root, "IncidentInformation", "IncidentID"),
        incident_text=text(root, "IncidentInformation", "IncidentDescription"),
        description=text(root, "MessageDescription"),
        recalls=text(root, "MessageRecall", "RecallMessageID"),
        recall=text(root, "MessageRecall", "RecallType") or CANCEL,
        funding=text(root, "Funding", "FundingInfo"),
        asked=tuple(_code(told) for role, told in roles if role == "RespondingOrg"),
        lines=lines,
        drill=found.drill,
    )
    check(message)
    if text(root, "MessageContentType") != kind.value:
        fault("MessageContentType", _("it must be the name of the message"))
    if not roles:
        fault("ContactInformation", _("it is missing"))
    return message


def check(message: Message) -> None:
    """Raise ``Invalid`` where a message breaks an element rule of the standard."""
    kind = message.kind
    if len(message.message_id) > 200:
        fault("MessageID", _("it is longer than is accepted"))
    if kind not in FIRST and not message.preceding:
        fault("PrecedingMessageID", _("it is missing: this message follows another"))
    if kind in OPENING and message.preceding:
        fault("PrecedingMessageID", _("this message follows no other"))
    if message.recalls and message.recall not in RECALLS:
        fault("RecallType", _("it is Update or Cancel"))
    if not message.lines:
        fault("ResourceInformation", _("it is missing"))
    names = [line.element_id for line in message.lines]
    if len(set(names)) != len(names):
        fault("ResourceInfoElementID", _("two lines bear the same"))
    for line in message.lines:
        _check_reply(line, kind)
        _check_resource(line, kind)
        unknown = [each.type for each in line.schedule if each.type not in SCHEDULES[kind]]
        if unknown:
            fault("ScheduleType", _("there is no such kind of time here: %s") % unknown[0])


def _check_reply(line: Line, kind: Kind) -> None:
    if line.reply is None:
        if kind in ANSWERING:
            fault("ResponseInformation", _("an answer must have it"))
        return
    if kind in PURE:
        fault("ResponseInformation", _("a request must not have it"))
    if line.reply.type not in RESPONSES:
        fault("ResponseType", _("it is Accept, Decline or Provisional"))
    if line.reply.type == "Provisional" and not line.reply.reason:
        fault("ResponseReason", _("it is missing: a provisional answer says why"))


def _check_resource(line: Line, kind: Kind) -> None:
    if kind in {Kind.REQUEST, Kind.OFFER} and not line.type_value:
        fault("TypeStructure", _("it is missing"))
    if line.owner and kind in OWNERLESS:
        fault("OwnershipInformation", _("this message has no place for it"))
    if line.status and kind in STATELESS:
        fault("ResourceStatus", _("this message has no place for it"))


def _line(info: Element, kind: Kind) -> Line:
    replied = child(info, "ResponseInformation")
    reply = None
    if replied is not None:
        reply = Reply(
            to=text(replied, "PrecedingResourceInfoElementID"),
            type=text(replied, "ResponseType"),
            reason=text(replied, "ResponseReason")[:200],
        )
    status = ("Resource", "ResourceStatus")
    measured = ("AssignmentInformation", "Quantity", "MeasuredQuantity")
    return Line(
        element_id=_required(info, "ResourceInfoElementID"),
        reply=reply,
        resource_id=text(info, "Resource", "ResourceID"),
        name=text(info, "Resource", "Name"),
        type_urn=text(info, "Resource", "TypeStructure", "ValueListURN"),
        type_value=text(info, "Resource", "TypeStructure", "Value"),
        description=text(info, "Resource", "Description"),
        owner=_code(text(info, "Resource", "OwnershipInformation", "Owner")),
        status=text(info, *status, "DeploymentStatus", "Value"),
        status_urn=text(info, *status, "DeploymentStatus", "ValueListURN") or STATUS_URN,
        availability=text(info, *status, "Availability"),
        quantity=_amount(text(info, *measured, "Amount")),
        unit=text(info, *measured, "UnitOfMeasure", "Value")[:16],
        schedule=tuple(
            When(
                text(one, "ScheduleType"),
                moment("DateTime", text(one, "DateTime")),
                text(one, "Location", "LocationDescription"),
            )
            for one in children(info, "ScheduleInformation")
        ),
    )


def _required(parent: Element, tag: str) -> str:
    found = text(parent, tag)
    if not found:
        fault(tag, _("it is missing in %s") % name(parent))
    return found


def _amount(words: str) -> int | None:
    if not words:
        return None
    # The schema takes any number, so that four may come as 4.0.
    whole, _point, rest = words.partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) < 10 and not rest.strip("0")):
        fault("Amount", _("it is a whole number from 1 on"))
    if not 1 <= int(whole) <= MOST:
        fault("Amount", _("it is a whole number from 1 on"))
    return int(whole)


def _code(told: str) -> str:
    return told.removeprefix(REGION_URN)[:6]
