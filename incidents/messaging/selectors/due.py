"""What the clock finds: keys of messages and instructions that somebody must be told of."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.timezone import now

from command.core.models import Duty
from incidents.lifecycle import ENDED, played_out
from incidents.messaging.folds import Stage
from incidents.messaging.models import Addressee, InstructionState, MessageState, Receipt
from incidents.messaging.selectors.people import current
from incidents.messaging.targets import NOT_ADDRESSED

# A post that was written to longer ago asks for it at the handover.
FOLLOWED = timedelta(days=2)


def to_chase(at: datetime, *, limit: int = 200) -> list[UUID]:
    """Return the messages whose next rung is due, longest waiting first."""
    due = MessageState.objects.filter(chase_at__isnull=False, chase_at__lte=at)
    due = due.exclude(message__incident__state__status__in=ENDED)
    due = due.exclude(**played_out("message__"))
    return list(due.order_by("chase_at").values_list("message_id", flat=True)[:limit])


def late_instructions(at: datetime, *, limit: int = 200) -> list[UUID]:
    """Return the instructions whose feedback is late and of which nobody was told."""
    due = InstructionState.objects.filter(
        status__in=["given", "forwarded"],
        late_told_at__isnull=True,
        instruction__feedback_due__lt=at,
    )
    due = due.exclude(**played_out("instruction__"))
    return list(due.order_by("pk").values_list("instruction_id", flat=True)[:limit])


def taken_over(*, limit: int = 200) -> list[UUID]:
    """Return the unread messages to posts that somebody took over since. One query."""
    read = Receipt.objects.filter(addressee=OuterRef("pk")).exclude(
        state__stage__in=[Stage.QUEUED, Stage.DELIVERED]
    )
    newer = current(Duty.objects.exclude(post__in=NOT_ADDRESSED)).filter(
        region=OuterRef("region"), starts_at__gt=OuterRef("message__sent_at")
    )
    rows = Addressee.objects.filter(
        Exists(newer),
        ~Exists(read),
        kind__in=[Addressee.Kind.DUTY, Addressee.Kind.CITY],
        message__state__withdrawn_at__isnull=True,
        message__sent_at__gt=now() - FOLLOWED,
    )
    return list(rows.order_by("pk").values_list("message_id", flat=True).distinct()[:limit])
