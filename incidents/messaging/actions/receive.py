"""Receiving: a message is delivered, read, and read back, each by the person themselves."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Invalid
from command.core.models import Person
from command.core.rooms import inbox_room
from incidents.messaging.actions.chase import settle
from incidents.messaging.actions.telling import name_in, tell
from incidents.messaging.events import MessageDelivered, MessageRead, MessageReadBack
from incidents.messaging.folds import RECEIPTS, STAGES, Stage
from incidents.messaging.models import WORDS_LENGTH, MessageState, ReceiptState
from incidents.messaging.selectors.threads import locked, no_such

AT_ONCE = 50


@door
def deliver_messages(*, actor: Person) -> int:
    """Mark what is queued for ``actor`` as delivered; return how many messages that were.

    Knocked at when a client of theirs asks what is addressed to them (the head of every
    page, the field page, the interface): that, and nothing less, is what delivered means.
    A row that another of their clients holds is passed over.
    """
    queued = ReceiptState.objects.select_for_update(skip_locked=True, of=("self",))
    found = list(
        queued.filter(stage=Stage.QUEUED, receipt__person=actor)
        .select_related("receipt__message__sender")
        .order_by("pk")[:AT_ONCE]
    )
    at = now()
    for state in found:
        RECEIPTS.add(state, Stage.DELIVERED, actor=actor, occurred_at=at)
    messages = [state.receipt.message for state in found]
    journal.hold(*(one.room or inbox_room(one.sender_id, one.exercise_id) for one in messages))
    for state in found:
        message = state.receipt.message
        tell(message, MessageDelivered(**name_in(message)), [state], actor=actor)
    return len(found)


@door
def mark_read(
    *, actor: Person, message_id: UUID, occurred_at: datetime | None = None
) -> ReceiptState:
    """Mark that ``actor`` has read a message that came to them; once is enough.

    Raises ``NotThere`` for somebody to whom it did not come.
    """
    state, receipt = _mine(message_id, actor)
    if _is_at(receipt, Stage.READ):
        return receipt
    RECEIPTS.add(receipt, Stage.READ, actor=actor, occurred_at=occurred_at or now())
    settle(state, actor)
    event = MessageRead(**name_in(state.message))
    tell(state.message, event, [receipt], actor=actor)
    return receipt


@door
def read_back(
    *, actor: Person, message_id: UUID, words: str, occurred_at: datetime | None = None
) -> ReceiptState:
    """Say a message back in one's own words; the first time counts.

    Raises ``NotThere`` for somebody to whom it did not come, ``Invalid`` without words,
    or ``BadTransition`` when it was withdrawn before.
    """
    state, receipt = _mine(message_id, actor)
    heard = words.strip()
    if not heard or len(heard) > WORDS_LENGTH:
        raise Invalid(_("Say it back in your own words."), field="words", most=WORDS_LENGTH)
    if _is_at(receipt, Stage.READ_BACK):
        return receipt
    if state.withdrawn_at is not None:
        raise BadTransition(_("It was withdrawn: %(reason)s") % {"reason": state.reason or "-"})
    RECEIPTS.add(
        receipt,
        Stage.READ_BACK,
        actor=actor,
        occurred_at=occurred_at or now(),
        data={"words": heard},
    )
    settle(state, actor)
    public = heard if state.message.room else ""
    event = MessageReadBack(**name_in(state.message), heard=public)
    tell(state.message, event, [receipt], actor=actor)
    return receipt


def _mine(key: UUID, actor: Person) -> tuple[MessageState, ReceiptState]:
    """Hold the message, then the actor's receipt of it: everybody in this order."""
    state = locked(key)
    rows = ReceiptState.objects.select_for_update(of=("self",)).select_related(
        "receipt__message__sender"
    )
    receipt = rows.filter(receipt__message=key, receipt__person=actor).first()
    if receipt is None:
        raise no_such(key)
    return state, receipt


def _is_at(state: ReceiptState, stage: Stage) -> bool:
    return STAGES.index(Stage(state.stage)) >= STAGES.index(stage)
