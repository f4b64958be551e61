"""The list of an operator: one row an alarm, and in a flood one row a cause."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.timezone import now

from command.core.models import Person
from command.core.policies import scopes_of
from command.core.times import iso
from incidents.monitoring.lifecycle import LISTED, UNSEEN, AlarmStatus
from incidents.monitoring.models import AlarmState
from incidents.monitoring.selectors.alarm_cards import AlarmCard
from incidents.monitoring.selectors.alarms import alarms_visible_to, disabled
from incidents.monitoring.selectors.flood import FloodState, flood_among
from incidents.monitoring.selectors.reading import seen_by

GRAVE = 2  # alarms up to this level are never folded
ONE, GROUP = "one", "group"
ORDER = {
    AlarmStatus.UNACKNOWLEDGED: 0,
    AlarmStatus.CLEARED_UNACKNOWLEDGED: 1,
    AlarmStatus.ACKNOWLEDGED: 2,
}


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One row: an alarm, or alarms of one cause with the first of them on top.

    ``group`` is the key with which ``acknowledge_group`` takes them; ``newest_at`` what
    to give it, so that only what was on the screen is acknowledged. ``level`` is the
    gravest of them, ``unseen`` how many nobody has acknowledged, ``state`` the one that
    asks most. ``members`` are the keys from the first to the newest.
    """

    kind: str
    card: AlarmCard
    group: str
    count: int
    unseen: int
    level: int
    state: str
    first_out_at: str
    newest_at: str
    members: tuple[str, ...]

    @classmethod
    def of(cls, states: list[AlarmState]) -> Self:
        """Build the row of alarms of one cause, in the order in which they were raised."""
        first = states[0]
        card = AlarmCard.of(first.alarm, first)
        newest = max(state.alarm.told_at or state.alarm.raised_at for state in states)
        return cls(
            kind=GROUP if len(states) > 1 else ONE,
            card=card,
            group=card.group,
            count=len(states),
            unseen=sum(state.status in UNSEEN for state in states),
            level=min(state.level for state in states),
            state=min((str(state.status) for state in states), key=_rank),
            first_out_at=iso(min(state.alarm.raised_at for state in states)),
            newest_at=iso(newest),
            members=tuple(str(state.pk) for state in states),
        )


@dataclass(frozen=True, slots=True)
class AlarmList:
    """All that stands or nobody has seen, as rows; what is held back is only counted."""

    rows: tuple[AlarmRow, ...]
    flood: FloodState
    unseen: int
    listed: int
    shelved: int
    disabled: int


def alarm_list(person: Person) -> AlarmList:
    """Return the alarms of a person, gravest unacknowledged first. A fixed number of queries.

    In a flood those of the levels III and IV are folded by their cause; else only what
    rings again and again: the same rule of the same stream. Nothing is left out.
    """
    scopes = scopes_of(person)
    seen = alarms_visible_to(person, scopes)
    flood = flood_among(seen, person.origin, now())
    standing = seen.filter(status__in=[*LISTED, AlarmStatus.SHELVED])
    found = list(standing.order_by("alarm__raised_at", "pk"))
    states = [state for state in found if state.status != AlarmStatus.SHELVED]
    off = disabled().filter(seen_by(person, "datastream__station__", scopes)).count()
    rows = [AlarmRow.of(folded) for folded in fold(states, flood=flood.on)]
    rows.sort(key=lambda row: (_rank(row.state), row.level, row.first_out_at, row.card.id))
    return AlarmList(
        rows=tuple(rows),
        flood=flood,
        unseen=sum(row.unseen for row in rows),
        listed=len(states),
        shelved=len(found) - len(states),
        disabled=off,
    )


def fold(states: Iterable[AlarmState], *, flood: bool) -> list[list[AlarmState]]:
    """Return alarms put together that are shown as one row, each from the first on."""
    found: dict[Hashable, list[AlarmState]] = {}
    for state in states:
        key: Hashable = state.pk
        if state.level > GRAVE:
            cause = state.alarm.group or state.pk
            same = (cause, state.datastream_id, state.rule_id, state.cause, state.level)
            key = ("cause", cause) if flood else same
        found.setdefault(key, []).append(state)
    return list(found.values())


def _rank(state: str) -> int:
    return ORDER[AlarmStatus(state)]
