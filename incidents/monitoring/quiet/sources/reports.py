"""Banners, counties and districts that owe a first or a zero report about an incident."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import translation

from command.core import regions
from command.core.models import Exercise
from incidents.lifecycle import ENDED
from incidents.monitoring.quiet.expected import Expectation
from incidents.monitoring.quiet.lifecycle import Source
from incidents.monitoring.quiet.limits import Limits
from incidents.reports.lifecycle import ClockState, Kind
from incidents.reports.selectors.clocks import ClockCard, clocks_of_all
from incidents.selectors import every

ASKED = frozenset({Kind.INITIAL, Kind.ZERO})
Owing = tuple[str, UUID | None]


def reports(at: datetime, limits: Limits) -> Iterator[Expectation]:
    """Return who owes a report now, each once. Nine queries."""
    played = Q(exercise__isnull=True) | Q(exercise__state=Exercise.State.RUNNING)
    rows = every().filter(played).exclude(state__status__in=ENDED)
    worlds = {str(row.pk): row for row in rows.select_related("exercise")}
    owed: dict[Owing, list[ClockCard]] = defaultdict(list)
    for card in clocks_of_all(worlds.values(), at):
        if card.kind in ASKED and _is_area(card.sender):
            owed[card.sender, worlds[card.incident].exercise_id].append(card)
    for (sender, exercise), cards in owed.items():
        open_ones = [card for card in cards if card.met is None]
        if not open_ones:
            continue
        # What is not due yet is waited for too: whoever has reported so far has spoken.
        first = min(open_ones, key=lambda card: card.due)
        late = first.due if first.state == ClockState.LATE else max(first.due, at)
        zh, en = _named(sender)
        yield Expectation(
            source=Source.REPORT,
            ref=f"region.{sender}",
            region=sender,
            label_zh=zh,
            label_en=en,
            last_at=max((card.met for card in cards if card.met), default=None),
            overdue_at=late + timedelta(seconds=limits.report_grace),
            exercise=exercise,
            incident=UUID(first.incident),
        )


def _is_area(code: str) -> bool:
    return regions.known(code) and not code.endswith("00")


def _named(code: str) -> tuple[str, str]:
    with translation.override("zh-hans"):
        zh = regions.name(code)
    with translation.override("en"):
        return zh, regions.name(code)
