"""What messaging does when a note in an incident names somebody with an @."""

from uuid import UUID

from command.core.models import Entry
from incidents.messaging.actions.send import send_message
from incidents.messaging.models import TEXT_LENGTH, Message
from incidents.messaging.selectors.mentions import mentioned


def tell_the_mentioned(entry: Entry) -> None:
    """Address the note to the people it names, so that it waits for each until it is read."""
    if entry.actor is None or "@" not in entry.payload["text"]:
        return
    people = mentioned(entry.payload["text"], entry.room_id, but=entry.actor)
    if people:
        send_message(
            actor=entry.actor,
            kind=Message.Kind.MESSAGE,
            channel=Message.Channel.PERSON,
            text=entry.payload["text"][:TEXT_LENGTH],
            recipients=[f"person:{person.pk}" for person in people],
            incident_id=UUID(entry.payload["incident_id"]),
        )
