"""Since you left: decisions, changes of tasks, and alarms."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, Q

from command.board.cards.since import Meanwhile, SinceYouLeft
from command.board.selectors.feed import QUIET, described
from command.board.selectors.timeline import lines
from command.core import last_seen
from command.core.models import Entry, Person

LISTED = 8  # of each kind; the rest is counted
ALARMS = ("alarm", "warning", "sos", "city_link")


def since_you_left(person: Person, place: str, rooms: Sequence[str]) -> SinceYouLeft | None:
    """Return what happened in the rooms while ``person`` was away from ``place``.

    Nothing when they were away for less than ten minutes, or nothing happened.
    """
    since = last_seen.away_since(person.pk, place)
    return meanwhile([r for r in rooms if r != person.room], since) if since else None


def meanwhile(rooms: Sequence[str], since: datetime) -> SinceYouLeft | None:
    """Return what became known in the rooms since then. Up to four queries."""
    entries = Entry.objects.filter(room__in=rooms, recorded_at__gt=since).exclude(
        kind__in=QUIET
    )
    kinds = {
        "decisions": _words(_deciding()),
        # A room of an exercise tells a person of it what the incident's room tells all.
        "tasks": _words(["task"]) & ~Q(room__key__startswith="exercise."),
        "alarms": _words(ALARMS),
    }
    counts = entries.aggregate(**{key: Count("pk", filter=kind) for key, kind in kinds.items()})
    if not any(counts.values()):
        return None
    newest = entries.select_related("actor").order_by("-recorded_at", "-seq")
    parts = [
        Meanwhile(
            key, counts[key], tuple(lines(newest.filter(kind)[:LISTED])) if counts[key] else ()
        )
        for key, kind in kinds.items()
    ]
    return SinceYouLeft(since=since, parts=tuple(parts))


def _deciding() -> list[str]:
    return [word for word, (group, _tag, _tone) in described().items() if group == "decisions"]


def _words(first: Iterable[str]) -> Q:
    named = Q(pk__in=[])
    for word in first:
        named |= Q(kind__startswith=f"{word}.")
    return named
