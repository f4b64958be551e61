"""The whole journal of one incident's room, page by page."""

from typing import Any

from django.db.models import Q, QuerySet

from command.board.cards.timeline import Timeline, TimelineLine
from command.board.selectors.feed import described
from command.core import journal
from command.core.models import Entry
from command.core.tongues import reader
from incidents.models import Incident

PAGE = 100
OCCURRED, RECORDED = "occurred", "recorded"
ORDERS = {OCCURRED: ("-occurred_at", "-seq"), RECORDED: ("-seq",)}
GROUPS = ("orders", "reports", "decisions", "other")
HASH_SHOWN = 12  # hexadecimal digits; the whole hash stands in the title


def timeline(
    incident: Incident, *, group: str = "", by: str = RECORDED, page: int = 1, seq: int = 0
) -> Timeline:
    """Return one page of the journal of an incident's room, newest first. Two queries.

    ``group`` is one of ``GROUPS`` or empty for all; ``by`` is the time it is ordered by.
    With ``seq`` the page that holds that entry is returned: one query more.
    """
    by = by if by in ORDERS else RECORDED
    group = group if group in GROUPS else ""
    entries = of_group(Entry.objects.filter(room=incident.room_id), group)
    total = entries.count()
    if seq:
        page = _page_of(entries, seq, by)
    last = max(1, -(-total // PAGE))
    page = min(max(1, page), last)
    rows = entries.order_by(*ORDERS[by]).select_related("actor")
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return Timeline(
        lines=tuple(lines(shown)), total=total, group=group, by=by, page=page, pages=last
    )


def of_group(entries: QuerySet[Entry], group: str) -> QuerySet[Entry]:
    """Return those of the entries that belong to a tab of the feed; all without one."""
    if not group:
        return entries
    named = Q(pk__in=[])
    for word, (its_group, _tag, _tone) in described().items():
        if word and its_group != "other" and group in {its_group, "other"}:
            named |= Q(kind__startswith=f"{word}.")
    return entries.exclude(named) if group == "other" else entries.filter(named)


def lines(entries: Any) -> list[TimelineLine]:
    """Return entries as lines in the reader's language. Their one query."""
    tags = described()
    language = reader()
    return [_line(entry, tags, language) for entry in entries]


def _page_of(entries: QuerySet[Entry], seq: int, by: str) -> int:
    newer = Q(seq__gt=seq)
    if by == OCCURRED:
        at = entries.filter(seq=seq).values("occurred_at")[:1]
        newer = Q(occurred_at__gt=at) | Q(occurred_at=at, seq__gt=seq)
    return entries.filter(newer).count() // PAGE + 1


def _line(entry: Entry, tags: dict[str, tuple[str, str, str]], language: str) -> TimelineLine:
    actor = entry.actor.name if entry.actor else ""
    says = journal.message_of(entry, actor)["says"]
    group, tag, tone = tags.get(entry.kind.split(".")[0], tags[""])
    hashed = bytes(entry.hash).hex()
    return TimelineLine(
        seq=entry.seq,
        room=entry.room_id,
        kind=entry.kind,
        group=group,
        tag=tag,
        tone=tone,
        text=says.get(language, entry.kind),
        actor=actor,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        hash=hashed,
        hash_short=hashed[:HASH_SHOWN],
    )
