"""Taking over: what was addressed to a post goes to whoever holds it now, until it is read."""

from uuid import UUID

from django.utils.timezone import now

from command.core import journal
from command.core.doors import door
from command.core.models import Person
from incidents.messaging.actions.send import queue
from incidents.messaging.actions.telling import inboxes_of, name_in, tell, tell_inboxes
from incidents.messaging.events import MessageAddressed, MessageReaddressed
from incidents.messaging.models import Addressee, Receipt
from incidents.messaging.selectors.cards import reached, wanted_of
from incidents.messaging.selectors.people import people_of
from incidents.messaging.selectors.threads import locked


@door
def readdress_message(*, actor: Person | None, message_id: UUID) -> int:
    """Queue a message for those who took over a post it is for; return for how many.

    Nobody gets it whose post has answered already, and nobody twice. Raises ``NotThere``
    while somebody else holds the message.
    """
    state = locked(message_id, skip="locked")
    message = state.message
    if state.withdrawn_at is not None:
        return 0
    known = set(Receipt.objects.filter(message=message).values_list("person_id", flat=True))
    known.add(message.sender_id)
    wanted, fresh = wanted_of(message), []
    rows = Addressee.objects.filter(message=message).exclude(kind=Addressee.Kind.PERSON)
    for one in rows.prefetch_related("receipts__state").order_by("position"):
        if any(reached(each.state.stage, wanted) for each in one.receipts.all()):
            continue
        people = [person for person in people_of(one) if person.pk not in known]
        known |= {person.pk for person in people}
        one.message = message
        fresh += queue(one, people)
    if fresh:
        journal.hold(*filter(None, [message.room]), *inboxes_of(fresh))
        names = [each.receipt.person.name for each in fresh]
        event = MessageReaddressed(**name_in(message), people=names)
        tell(message, event, fresh, actor=actor)
        tell_inboxes(fresh, MessageAddressed(**name_in(message)), actor, now())
    return len(fresh)
