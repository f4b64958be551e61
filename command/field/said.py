"""What was said to somebody: orders to be read back, messages, and their call for help."""

import importlib
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.timezone import now

from command.core.models import Person
from command.core.times import iso, iso_or_none
from incidents.messaging.models import Message, ReceiptState

View = dict[str, Any]
RECENT = timedelta(days=3)
MOST = 60


def to(person: Person) -> View:
    """Return the orders and messages of the last days, and what is still owed. One query."""
    owed = Q(receipt__message__read_back=True) & ~Q(stage=ReceiptState.Stage.READ_BACK)
    owed |= Q(stage__in=[ReceiptState.Stage.QUEUED, ReceiptState.Stage.DELIVERED])
    recent = Q(receipt__message__sent_at__gt=now() - RECENT)
    rows = ReceiptState.objects.filter(owed | recent, receipt__person=person)
    rows = rows.select_related("receipt__message__sender", "receipt__message__state")
    found = [_said(row) for row in rows.order_by("-receipt__message__sent_at", "pk")[:MOST]]
    return {
        "orders": [one for one in found if one["kind"] == Message.Kind.ORDER],
        "messages": [one for one in found if one["kind"] != Message.Kind.ORDER],
    }


def call_for_help(person: Person) -> View | None:
    """Return the person's own open call for help, if there is one."""
    selectors = importlib.import_module("command.tasking.distress.selectors")
    find = getattr(selectors, "call_of", None)
    return find(person) if find else None


def _said(row: ReceiptState) -> View:
    message = row.receipt.message
    state = message.state
    return {
        "id": str(message.pk),
        "kind": str(message.kind),
        "number": message.number,
        "text": message.text,
        "from": message.sender.name,
        "at": iso(message.sent_at),
        "incident": str(message.incident_id) if message.incident_id else None,
        "state": "withdrawn" if state.withdrawn_at else str(row.stage),
        "reason": state.reason,
        "must_read_back": message.read_back,
        "read_at": iso_or_none(row.read_at),
        "words": row.words,
        "exercise": message.exercise_id is not None,
    }
