"""The bar of times: how busy the last hours were, and when incidents were reported."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count
from django.db.models.functions import TruncMinute
from django.utils.timezone import localtime, now

from command.board.cards import UNRATED, Tick, Times
from command.board.selectors.incidents import title_of
from command.board.selectors.sight import Sight
from command.core.models import Entry

HOURS = 6
SLICES = 144  # of two and a half minutes
LEFT, RIGHT = 8.0, 992.0
TALLEST = 24.0


def times(sight: Sight) -> Times:
    """Return the last six hours of the rooms in sight. One query."""
    end = now()
    begin = end - timedelta(hours=HOURS)
    span = timedelta(hours=HOURS).total_seconds()

    def x(seconds: float) -> float:
        return round(LEFT + seconds / span * (RIGHT - LEFT), 1)

    entries = Entry.objects.filter(room__in=sight.rooms, recorded_at__gte=begin)
    minutes = entries.annotate(minute=TruncMinute("recorded_at")).values_list("minute")
    counts: Counter[int] = Counter()
    for minute, count in minutes.annotate(Count("pk")).order_by():
        share = max(0.0, (minute - begin).total_seconds() / span)
        counts[min(SLICES - 1, int(share * SLICES))] += count
    most = max(counts.values(), default=1)
    first = localtime(begin).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    hours = [first + timedelta(hours=n) for n in range(HOURS + 1)]
    return Times(
        busy=tuple(
            (x(n / SLICES * span), round(2 + TALLEST * count / most, 1))
            for n, count in sorted(counts.items())
        ),
        hours=tuple((x((h - begin).total_seconds()), f"{h:%H:%M}") for h in hours if h < end),
        ticks=tuple(
            Tick(
                x((incident.reported_at - begin).total_seconds()),
                incident.state.grade or UNRATED,
                title_of(incident),
            )
            for incident in sight.incidents
            if begin <= incident.reported_at <= end
        ),
    )
