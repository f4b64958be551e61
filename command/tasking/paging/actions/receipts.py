"""What the gateway says later became of a message."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import journal
from command.core.doors import door
from command.core.errors import NotThere
from command.core.models import Person
from command.tasking.paging.events import PageDelivered, PageFailed
from command.tasking.paging.models import Outcome, PageAttempt, PageState
from command.tasking.paging.selectors.cards import changed

UNDELIVERED = "undelivered"
Status = PageState.Status


@door
def take_receipt(
    *, actor: Person | None, page_id: UUID, channel: str, delivered: bool
) -> PageState:
    """Take down that a message arrived, or that it did not; said twice is said once.

    Raises ``NotThere`` for a message that never went out that way.
    """
    rows = PageState.objects.select_for_update(of=("self",)).select_related("page")
    state = rows.filter(pk=page_id).first()
    sent = PageAttempt.objects.filter(page=page_id, channel=channel)
    if state is None or not sent.filter(outcome__in=[Outcome.SENT, Outcome.FAILED]).exists():
        raise NotThere(_("No such message went out."))
    outcome = Outcome.DELIVERED if delivered else Outcome.UNDELIVERED
    if sent.filter(outcome=outcome).exists():
        return state
    PageAttempt(
        page=state.page,
        channel=channel,
        outcome=outcome,
        code="" if delivered else UNDELIVERED,
        at=now(),
    ).save(force_insert=True)
    # What was sent on meanwhile over another channel is not undone by this.
    if state.status != Status.SENT or state.channel != channel:
        return state
    state.status = Status.DELIVERED if delivered else Status.FAILED
    state.code, state.at = ("" if delivered else UNDELIVERED), now()
    state.save(update_fields=["status", "code", "at"])
    fact = PageDelivered if delivered else PageFailed
    journal.append(
        fact(subject=state.page.subject, channel=channel, people=1, code=state.code),
        room=state.page.room,
        actor=actor,
        changed=changed([state]),
    )
    return state
