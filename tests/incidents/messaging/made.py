"""Messages and those who get them, made through the doors."""

from command.core.models import Entry
from incidents.messaging.actions import send_message
from incidents.messaging.models import MessageState, ReceiptState
from incidents.messaging.selectors import threads
from tests import make
from tests.make import ORDOS, Post


def order(incident, by, to, **given):
    """Give an order that is to be read back."""
    told = {"text": "右岸绳降、撤出人员", "read_back": True, **given}
    return send_message(
        actor=by, kind="order", incident_id=incident and incident.pk, recipients=to, **told
    )


def said(by, to=(), **given):
    """Send a message."""
    return send_message(
        actor=by, kind="message", recipients=to, **{"text": "水位正在上涨", **given}
    )


def to(person):
    """Return the address of a person."""
    return f"person:{person.pk}"


def stage(message, person):
    """Return how far a message has come to a person."""
    return ReceiptState.objects.get(receipt__message=message, receipt__person=person).stage


def state(message):
    return MessageState.objects.get(message=message)


def card(message):
    return threads.cards(threads.with_all().filter(pk=message.pk))[0]


def kinds(room):
    """Return the kinds of the entries of a room, oldest first."""
    return list(Entry.objects.filter(room=room).order_by("seq").values_list("kind", flat=True))


def commander(region=ORDOS):
    return make.person(Post.COMMANDER, region)
