"""Chasing: an order that somebody has not answered in time is told, rung by rung."""

from datetime import timedelta
from uuid import UUID

from django.utils.timezone import now

from command.core.doors import door
from command.core.models import Person
from command.core.times import clock
from incidents.lifecycle import ENDED
from incidents.messaging.actions.telling import name_in, names_of, tell
from incidents.messaging.events import MessageChased
from incidents.messaging.folds import AWAITED, CHASED, MESSAGES, SETTLED
from incidents.messaging.models import Addressee, ChaseRule, Message, MessageState, ReceiptState
from incidents.messaging.selectors.cards import card_of_message, reached, wanted_of
from incidents.messaging.selectors.people import commanders_over, region_of
from incidents.messaging.selectors.threads import locked


def await_receipts(state: MessageState) -> None:
    """Start the clock of an order that was just sent; for doors.

    It is the clock here, whatever the time in the world of an exercise.
    """
    rungs = _rungs(state.message)
    at = clock()
    due = (at + timedelta(seconds=rungs[0].seconds)).isoformat() if rungs else None
    MESSAGES.add(state, AWAITED, actor=None, occurred_at=at, data={"chase_at": due})


def settle(state: MessageState, actor: Person | None) -> None:
    """Stop the clock when every addressee has answered; for doors that hold the message."""
    if state.awaits and not unanswered(state.message):
        MESSAGES.add(state, SETTLED, actor=actor, occurred_at=now())


def unanswered(message: Message) -> list[Addressee]:
    """Return the addressees of whom nobody has come as far as is wanted. Two queries."""
    wanted = wanted_of(message)
    rows = Addressee.objects.filter(message=message).order_by("position")
    rows = rows.select_related("person", "organisation")
    return [
        row
        for row in rows.prefetch_related("receipts__state")
        if not any(reached(each.state.stage, wanted) for each in row.receipts.all())
    ]


@door
def chase_message(*, actor: Person | None, message_id: UUID) -> bool:
    """Climb the next rung if an order is unanswered in time; return whether it was due.

    The recipients are reminded and the sender is told; higher up their commanders too.
    Each rung is climbed once, however often this is called. The clock stops when the
    incident has ended. Raises ``NotThere`` while somebody else holds the message.
    """
    state = locked(message_id, skip="locked")
    message, at = state.message, clock()
    if state.chase_at is None or state.chase_at > at or _is_over(message):
        return False
    late = unanswered(message)
    rules = [rule for rule in _rungs(message) if rule.rung > state.rung]
    if not late or not rules:
        MESSAGES.add(
            state, CHASED, actor=actor, occurred_at=at,
            data={"rung": state.rung, "chase_at": None},
        )  # fmt: skip
        return False
    rule, after = rules[0], rules[1] if len(rules) > 1 else None
    wait = timedelta(seconds=after.seconds - rule.seconds) if after else None
    chase_at = (state.chase_at + wait).isoformat() if wait else None
    MESSAGES.add(
        state, CHASED, actor=actor, occurred_at=at,
        data={"rung": rule.rung, "chase_at": chase_at},
    )  # fmt: skip
    _tell(message, late, rule, actor)
    return True


def _rungs(message: Message) -> list[ChaseRule]:
    """Return the ladder of the authority that sent the message, lowest rung first."""
    return sorted(ChaseRule.in_force.of(message.origin), key=lambda rule: rule.rung)


def _is_over(message: Message) -> bool:
    incident = message.incident
    return incident is not None and incident.state.status in ENDED


def _tell(
    message: Message, late: list[Addressee], rule: ChaseRule, actor: Person | None
) -> None:
    states = list(
        ReceiptState.objects.filter(receipt__addressee__in=late)
        .select_related("receipt__message", "receipt__person")
        .order_by("pk")
    )
    also = {message.sender, *(state.receipt.person for state in states)}
    if rule.tells == ChaseRule.Told.COMMANDER:
        also |= set(commanders_over(region_of(one) for one in late))
    positions = {one.position - 1 for one in late}
    to = names_of(card_of_message(message.pk).to)
    event = MessageChased(
        **name_in(message),
        to=[one for n, one in enumerate(to) if n in positions],
        rung=rule.rung,
        minutes=rule.seconds // 60,
    )
    tell(message, event, states, actor=actor, also=also)
