"""Messages of the standard as another system would write them, and a request of ours."""

from datetime import UTC, datetime
from uuid import uuid4

from resources.actions import request_resource
from resources.edxl.actions import take_in
from resources.edxl.kinds import ANSWERING, FUNDING, LOAN_URN, OPENING, SUPPLY_URN, Kind
from resources.edxl.message import Line, Message, Reply
from resources.edxl.parsing import check, parse
from resources.edxl.reading import messages_in
from resources.edxl.writing import to_xml
from tests import make
from tests.make import BAOTOU, HOHHOT
from tests.resources.edxl.shape import faults

AT = datetime(2027, 3, 19, 6, 0, tzinfo=UTC)


def told(kind, **given):
    """Return a message with what the standard asks of its kind."""
    line = {"type_urn": SUPPLY_URN, "type_value": "2990102", "quantity": 4, "unit": "艘"}
    if kind in ANSWERING:
        line["reply"] = Reply("001", "Accept", "")
    if kind == Kind.RETURN_REPLY:
        line |= {"status": "out", "status_urn": LOAN_URN, "availability": "2027-03-20"}
    line |= given.pop("line", {})
    message = {
        "message_id": f"urn:test:{uuid4()}",
        "sent_at": AT,
        "sender": BAOTOU,
        "originating": "urn:test:first",
        "preceding": "" if kind in OPENING else "urn:test:first",
        "incident_id": str(uuid4()),
        "incident_text": "凌汛",
        "description": "说明",
        "funding": FUNDING if kind == Kind.REQUISITION else "",
        "asked": (BAOTOU, HOHHOT),
        "lines": (Line(**line),),
    }
    return Message(kind=kind, **message | given)


def asked(desks, **given):
    """Let Ordos ask Baotou for six boats."""
    incident = make.incident()
    request = request_resource(
        actor=desks[1], incident_id=incident.pk, what="2990102", quantity=6, unit="",
        asked=[BAOTOU], place="K287", needed_by=AT, **given,
    )  # fmt: skip
    return incident, request


def sound(messages):
    """Hold messages against the rules and the schema, and against themselves read again."""
    for one in messages:
        check(one)
        (found,) = messages_in(to_xml(one))
        assert parse(found) == one
        assert faults(one.kind, found.root) == []


def send(actor, message, **given):
    """Take a message in; return the key of what it became."""
    (outcome,) = take_in(actor=actor, content=to_xml(message), **given)
    return outcome
