"""From the elements of a message to a ``Message``, by the rules of the standard."""

from django.utils.translation import gettext as _

from resources.edxl.kinds import (
    ANSWERING,
    FIRST,
    PURE,
    REGION_URN,
    RESPONSES,
    SCHEDULES,
    Kind,
)
from resources.edxl.message import Line, Message, Reply, When
from resources.edxl.reading import Element, Found, child, children, fault, moment, name, text

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
        recalls=text(root, "MessageRecall", "RecalledMessageID"),
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
    if not message.lines:
        fault("ResourceInformation", _("it is missing"))
    names = [line.element_id for line in message.lines]
    if len(set(names)) != len(names):
        fault("ResourceInfoElementID", _("two lines bear the same"))
    for line in message.lines:
        if line.reply is None and kind in ANSWERING:
            fault("ResponseInformation", _("an answer must have it"))
        if line.reply is not None and kind in PURE:
            fault("ResponseInformation", _("a request must not have it"))
        if line.reply is not None and line.reply.type not in RESPONSES:
            fault("ResponseType", _("it is Accept, Decline or Provisional"))
        if kind in {Kind.REQUEST, Kind.OFFER} and not line.type_value:
            fault("TypeStructure", _("it is missing"))
        unknown = [each.type for each in line.schedule if each.type not in SCHEDULES]
        if unknown:
            fault("ScheduleType", _("there is no such kind of time: %s") % unknown[0])


def _line(info: Element, kind: Kind) -> Line:
    replied = child(info, "ResponseInformation")
    reply = None
    if replied is not None:
        reply = Reply(
            to=text(replied, "PrecedingResourceInfoElementID"),
            type=text(replied, "ResponseType"),
            reason=text(replied, "ResponseReason")[:200],
        )
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
        status=text(info, "Resource", "ResourceStatus", "DeploymentStatus", "Value"),
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
    if (
        not words.isascii()
        or not words.isdigit()
        or len(words) > 9
        or not 1 <= int(words) <= MOST
    ):
        fault("Amount", _("it is a whole number from 1 on"))
    return int(words)


def _code(told: str) -> str:
    return told.removeprefix(REGION_URN)[:6]
