"""Messages as people may read them."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import COMMANDING, duties_of, rooms_visible_to, within
from incidents.messaging.models import Message, MessageState, Receipt, ReceiptState
from incidents.messaging.selectors.cards import MessageCard, cards, with_all

Channel, Stage = Message.Channel, ReceiptState.Stage


def visible_to(person: Person) -> QuerySet[Message]:
    """Return the messages ``person`` may read.

    Those said in the rooms they may follow, those they sent, those that came to them;
    and the orders given person to person where they command.
    """
    received = Receipt.objects.filter(person=person).values("message")
    mine = Q(room__in=rooms_visible_to(person).values("key")) & ~Q(room="")
    mine |= Q(sender=person) | Q(pk__in=received)
    held = duties_of(person).filter(post__in=COMMANDING)
    for scope in held.filter(region__isnull=False).values_list("region_id", flat=True):
        mine |= within(scope, "region_id") & Q(channel=Channel.PERSON, kind="order")
    found: QuerySet[Message] = with_all().filter(mine)
    return found


def seen(key: UUID, person: Person) -> MessageCard:
    """Return one card. Raises ``NotThere`` when there is none that ``person`` may read."""
    found = cards(visible_to(person).filter(pk=key))
    if not found:
        raise no_such(key)
    return found[0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages: of a channel, an incident, a kind, with words in them."""

    channel: str = ""
    region: str = ""
    incident: UUID | None = None
    kind: str = ""
    words: str = ""
    waiting: bool = False


def found(person: Person, wanted: Wanted) -> QuerySet[Message]:
    """Return the messages that are wanted and that ``person`` may read, newest first."""
    rows = visible_to(person)
    if wanted.incident is not None:
        rows = rows.filter(incident=wanted.incident)
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel)
    if wanted.region:
        rows = rows.filter(region=wanted.region)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.words:
        rows = rows.filter(
            Q(text__icontains=wanted.words)
            | Q(number__icontains=wanted.words)
            | Q(sender__name__icontains=wanted.words)
        )
    if wanted.waiting:
        rows = rows.filter(state__awaits=True)
    return rows.order_by("-sent_at", "-pk")


def listed(person: Person, wanted: Wanted, *, limit: int, offset: int) -> dict[str, Any]:
    """Return a page of messages, newest first. Four queries."""
    rows = found(person, wanted)
    shown = cards(rows[offset : offset + limit])
    return {"total": rows.count(), "offset": offset, "items": [asdict(one) for one in shown]}


def waits_for(person: Person) -> QuerySet[ReceiptState]:
    """Return the receipts that ``person`` still owes, orders first, oldest first."""
    owed = Q(receipt__message__read_back=True) & ~Q(stage=Stage.READ_BACK)
    owed |= Q(stage__in=[Stage.QUEUED, Stage.DELIVERED])
    rows = ReceiptState.objects.filter(
        owed, receipt__person=person, receipt__message__state__withdrawn_at__isnull=True
    )
    return rows.select_related("receipt__message").order_by(
        "-receipt__message__kind", "receipt__message__sent_at", "pk"
    )


def inbox(person: Person, *, limit: int = 50) -> list[MessageCard]:
    """Return the messages that wait for ``person``, orders first. Three queries."""
    owed = list(waits_for(person)[:limit].values_list("receipt__message_id", flat=True))
    rows = with_all().in_bulk(owed)
    return cards(rows[key] for key in dict.fromkeys(owed))


def unreceipted(person: Person) -> int:
    """Return how many orders in sight wait for somebody's receipt. One query."""
    return visible_to(person).filter(state__awaits=True).count()


def locked(key: UUID, *, skip: str = "") -> MessageState:
    """Return the state of a message, its row locked until the transaction ends.

    With ``skip="locked"`` a row that somebody else holds counts as not there.
    Raises ``NotThere``.
    """
    rows = MessageState.objects.select_for_update(of=("self",), skip_locked=skip == "locked")
    state = rows.select_related("message__sender").filter(message=key).first()
    if state is None:
        raise no_such(key)
    return state


def no_such(key: UUID) -> NotThere:
    """Return the refusal for a message that is hidden or missing."""
    return NotThere(_("No such message, or not visible to you."), message_id=str(key))
