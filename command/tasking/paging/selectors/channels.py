"""The ways out as people may see them, and what is open of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.timezone import now

from command.core.times import iso, iso_or_none
from command.tasking.paging import ways
from command.tasking.paging.models import Channel, Outcome, PageAttempt, PageState
from command.tasking.paging.ways import push

DAY = timedelta(days=1)
# A person without a device says nothing about the way.
NOT_ITS_FAULT = ("no_device", "no_phone", "gone", "not_set_up")
Rows = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """One way out: whether it is set up, how it went in the last day, what waits for it."""

    channel: str
    is_set_up: bool
    last_sent_at: str | None
    last_failed_at: str | None
    last_code: str
    sent: int
    delivered: int
    failed: int
    refused: int
    queued: int
    waits_since: str | None
    at: str


def channels() -> list[ChannelCard]:
    """Return the three ways out. Five queries, however many pages there are."""
    since = now() - DAY
    tried: Rows = {
        row["channel"]: dict(row)
        for row in PageAttempt.objects.filter(at__gte=since)
        .values("channel")
        .annotate(
            sent=Count("pk", filter=Q(outcome=Outcome.SENT)),
            delivered=Count("pk", filter=Q(outcome=Outcome.DELIVERED)),
            failed=Count("pk", filter=Q(outcome__in=[Outcome.FAILED, Outcome.UNDELIVERED])),
            refused=Count("pk", filter=Q(outcome=Outcome.REFUSED)),
        )
    }
    waiting: Rows = {
        row["channel"]: dict(row)
        for row in PageState.objects.filter(due_at__isnull=False)
        .values("channel")
        .annotate(queued=Count("pk"), since=Min("page__made_at"))
    }
    return [_card(str(channel), tried, waiting) for channel in Channel.values]


def _card(channel: str, tried: Rows, waiting: Rows) -> ChannelCard:
    attempts = PageAttempt.objects.filter(channel=channel).order_by("-at")
    sent = attempts.filter(outcome=Outcome.SENT).first()
    bad = attempts.filter(outcome__in=[Outcome.FAILED, Outcome.UNDELIVERED])
    failed = bad.exclude(code__in=NOT_ITS_FAULT).first()
    counted = tried.get(channel, {})
    queue = waiting.get(channel, {})
    return ChannelCard(
        channel=channel,
        is_set_up=ways.is_set_up(channel),
        last_sent_at=iso_or_none(sent.at if sent else None),
        last_failed_at=iso_or_none(failed.at if failed else None),
        last_code=failed.code if failed else "",
        sent=counted.get("sent", 0),
        delivered=counted.get("delivered", 0),
        failed=counted.get("failed", 0),
        refused=counted.get("refused", 0),
        queued=queue.get("queued", 0),
        waits_since=iso_or_none(queue.get("since")),
        at=iso(now()),
    )


def takes_push(endpoint: str) -> bool:
    """Return whether an address is of a push service that is allowed here."""
    return len(endpoint) <= 600 and push.is_push_service(endpoint)


def push_key() -> str:
    """Return the key that a browser subscribes with; empty when push is not set up."""
    return push.public_key() if ways.is_set_up(Channel.PUSH) else ""
