"""Telling what happened to alarms; parts of the doors, never doors themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from command.core import journal
from command.core.events import Event, Fact
from command.core.models import Person
from incidents.monitoring.alarm_events import AboutAlarm
from incidents.monitoring.models import AlarmState
from incidents.monitoring.selectors import AlarmCard, changed_streams, rooms_of


@dataclass(frozen=True, slots=True)
class Told:
    """One fact about one alarm, with its view at that moment, and where it is told."""

    rooms: frozenset[str]
    stream: UUID
    event: Event
    card: AlarmCard
    at: datetime


def told(
    fact: type[AboutAlarm],
    state: AlarmState,
    at: datetime,
    value: float | None = None,
    **more: Any,
) -> Told:
    """Return a fact about an alarm as it is now; ``value`` when it is not what raised it."""
    alarm = state.alarm
    card = AlarmCard.of(alarm, state)
    event = fact(
        alarm_id=card.id,
        stream_id=card.stream,
        station_zh=card.station_name_zh,
        station_en=card.station_name_en,
        name=card.name,
        name_en=card.name_en,
        cause=card.cause,
        level=card.level,
        value=card.value if value is None else value,
        limit=card.limit,
        unit=card.unit,
        **more,
    )
    # Every fact of the life of an alarm is an event; the base alone is none.
    return Told(frozenset(rooms_of(state)), alarm.datastream_id, event, card, at)  # type: ignore[arg-type]


def record(
    facts: Sequence[Told], actor: Person | None, also: Mapping[str, Any] | None = None
) -> None:
    """Record facts with the new views of the alarms and of their streams.

    As many queries for a room as for one fact. The rooms are held in the order of their
    keys; a door that has read what depends on them has held them before.
    """
    streams = changed_streams({fact.stream for fact in facts})
    views = {ref: asdict(card) for ref, card in streams.items()}
    rooms: dict[str, list[Fact]] = {}
    for one in facts:
        stream = f"stream.{one.stream}"
        changed = {f"alarm.{one.card.id}": asdict(one.card), stream: views[stream]}
        fact = Fact(one.event, {**changed, **(also or {})}, one.at)
        for room in one.rooms:
            rooms.setdefault(room, []).append(fact)
    journal.hold(*rooms)
    for room in sorted(rooms):
        journal.append_all(rooms[room], room=room, actor=actor)


def tell(fact: type[AboutAlarm], state: AlarmState, actor: Person | None, at: datetime) -> None:
    """Record one fact about one alarm."""
    record([told(fact, state, at)], actor)
