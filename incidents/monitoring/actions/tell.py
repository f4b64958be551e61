"""Raising and clearing one alarm; parts of the doors, never doors themselves."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from command.core import journal
from command.core.models import Person
from incidents.models import Incident
from incidents.monitoring import folds, rules
from incidents.monitoring.events import AlarmAcknowledged, AlarmCleared, AlarmRaised
from incidents.monitoring.models import Alarm, AlarmState, Datastream
from incidents.monitoring.selectors import (
    AlarmCard,
    alarm_room,
    alarm_states,
    changed_stream,
    station_room,
)


@dataclass(frozen=True)
class Finding:
    """What one reading of a stream changed."""

    stream: Datastream
    at: datetime
    outcome: rules.Outcome


def tell_findings(
    findings: list[Finding],
    streams: dict[UUID, Datastream],
    incident: Incident | None,
    actor: Person | None,
) -> None:
    """Raise and clear what the readings of (locked) streams have changed, room by room."""
    rows = alarm_states().select_for_update(of=("self",)).filter(datastream__in=streams)
    standing = {
        (state.datastream_id, (state.cause, state.level)): state
        for state in rows.exclude(status="cleared").order_by("pk")
    }
    rooms = {alarm_room(state.alarm) for state in standing.values()}
    rooms |= {station_room(stream.station) for stream in streams.values()}
    journal.hold(*rooms, *([incident.room_id] if incident else []))
    for finding in findings:
        key = (finding.stream.id, finding.outcome.key)
        if finding.outcome.broken:
            standing[key] = raise_alarm(
                finding.stream, finding.outcome, finding.at, incident, actor
            )
        else:
            clear_alarm(standing.pop(key), finding.outcome, finding.at, actor)


def raise_alarm(
    stream: Datastream,
    outcome: rules.Outcome,
    at: datetime,
    incident: Incident | None,
    actor: Person | None,
) -> AlarmState:
    """Write and record an alarm that a reading has raised."""
    cause, level = outcome.key
    alarm = Alarm(
        datastream=stream,
        incident=incident,
        cause=cause,
        level=level,
        value=outcome.value,
        limit=outcome.limit,
        raised_at=at,
    )
    alarm.save(force_insert=True)
    state: AlarmState = folds.ALARM.begin(alarm)
    tell(AlarmRaised, state, actor, at, alarm.value)
    return state


def clear_alarm(
    state: AlarmState, outcome: rules.Outcome, at: datetime, actor: Person | None
) -> None:
    """Write and record that the rule is kept again."""
    folds.ALARM.add(
        state,
        folds.CLEARED,
        actor=actor,
        occurred_at=at,
        data={"value": outcome.value},
    )
    tell(AlarmCleared, state, actor, at, outcome.value)


def tell(
    fact: type[AlarmRaised | AlarmAcknowledged | AlarmCleared],
    state: AlarmState,
    actor: Person | None,
    at: datetime,
    value: float | None,
) -> None:
    """Record what happened to an alarm, with its new view and that of its stream."""
    alarm = state.alarm
    card = AlarmCard.of(alarm, state)
    touched: dict[str, Any] = {f"alarm.{card.id}": card, **changed_stream(alarm.datastream_id)}
    journal.append(
        fact(
            alarm_id=card.id,
            stream_id=card.stream,
            station_zh=card.station_name_zh,
            station_en=card.station_name_en,
            name=card.name,
            name_en=card.name_en,
            cause=card.cause,
            level=card.level,
            value=value,
            limit=card.limit,
            unit=card.unit,
        ),
        room=alarm_room(alarm),
        actor=actor,
        changed={ref: asdict(view) for ref, view in touched.items()},
        occurred_at=at,
    )
