"""What people say: to the incident or to their desk, and orders said back."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from command.core import authority, regions
from command.core.api.fields import Strict
from command.core.errors import NotPermitted, NotThere
from command.core.models import Person
from command.field import subjects
from command.field.models import FieldOperation
from command.field.operations import Given, enter
from incidents.messaging.actions import mark_read, read_back, send_message
from incidents.messaging.models import TEXT_LENGTH, WORDS_LENGTH, Message
from incidents.models import Incident


class MessagePayload(Strict):
    """Words to an incident; without one, or without a voice in it, to the city's desk."""

    incident_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    text = serializers.CharField(max_length=TEXT_LENGTH)


class ReadPayload(Strict):
    """A message that was looked at."""

    message_id = serializers.UUIDField()


class ReadBackPayload(Strict):
    """An order in one's own words."""

    message_id = serializers.UUIDField()
    text = serializers.CharField(max_length=WORDS_LENGTH)


def message(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Say it."""
    said = _said(person, operation, given)
    return {"message": str(said.pk), "channel": str(said.channel)}


def _said(person: Person, operation: FieldOperation, given: Given) -> Message:
    told = {"kind": Message.Kind.MESSAGE, "text": given["text"]}
    at = operation.occurred_at
    if given["incident_id"]:
        try:
            return send_message(
                actor=person, incident_id=given["incident_id"], occurred_at=at, **told
            )
        except (NotPermitted, NotThere):
            # Somebody who only serves there has no voice before all: their desk passes it on.
            pass
    desk = f"city:{regions.city_of(person.origin)}"
    # What is said about an exercise stays in it.
    where = Incident.objects.filter(pk=given["incident_id"])
    with authority.in_exercise(where.values_list("exercise", flat=True).first()):
        return send_message(
            actor=person,
            channel=Message.Channel.PERSON,
            recipients=[desk],
            occurred_at=at,
            **told,
        )


def seen(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Note that it was read."""
    mark_read(actor=person, occurred_at=operation.occurred_at, **given)
    return {}


def said_back(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Say an order back."""
    read_back(
        actor=person,
        message_id=given["message_id"],
        words=given["text"],
        occurred_at=operation.occurred_at,
    )
    return {}


enter(
    "message",
    MessagePayload,
    message,
    label=gettext_lazy("Message"),
    says=lambda given: str(given["text"]),
    about=subjects.incident,
)
enter(
    "read",
    ReadPayload,
    seen,
    label=gettext_lazy("Message read"),
    about=subjects.message,
)
enter(
    "read_back",
    ReadBackPayload,
    said_back,
    label=gettext_lazy("Read-back"),
    says=lambda given: str(given["text"]),
    about=subjects.message,
)
