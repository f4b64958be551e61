"""Withdrawing what was said."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core.doors import door
from command.core.errors import BadTransition, Invalid
from command.core.models import Person
from incidents.messaging.actions.telling import name_in, tell
from incidents.messaging.events import MessageWithdrawn
from incidents.messaging.folds import MESSAGES, WITHDRAWN, Stage
from incidents.messaging.models import REASON_LENGTH, MessageState, ReceiptState
from incidents.messaging.rights import require_withdrawing
from incidents.messaging.selectors.threads import locked, no_such, visible_to


@door
def withdraw_message(
    *, actor: Person | None, message_id: UUID, reason: str = ""
) -> MessageState:
    """Take a message or an order back; its words stay, marked as withdrawn.

    Once somebody has read it back, work may have begun: then a reason is given.
    Everybody it came to is told. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid``, or ``BadTransition`` when it was withdrawn before.
    """
    state = locked(message_id)
    message, why = state.message, reason.strip()
    if actor is not None and not visible_to(actor).filter(pk=message_id).exists():
        raise no_such(message_id)
    require_withdrawing(actor, message)
    if state.withdrawn_at is not None:
        raise BadTransition(_("It was withdrawn already."))
    receipts = list(
        ReceiptState.objects.filter(receipt__message=message)
        .select_related("receipt__message", "receipt__person")
        .order_by("pk")
    )
    heard = any(one.stage == Stage.READ_BACK for one in receipts)
    if heard and not why:
        raise Invalid(_("It was read back already: say why it is withdrawn."), field="reason")
    if len(why) > REASON_LENGTH:
        raise Invalid(_("The reason is too long."), field="reason", most=REASON_LENGTH)

    MESSAGES.add(state, WITHDRAWN, actor=actor, occurred_at=now(), data={"reason": why})
    event = MessageWithdrawn(**name_in(message), reason=why if message.room else "")
    also = {one.receipt.person for one in receipts}
    tell(message, event, receipts, actor=actor, also=also)
    return state
