"""Taking a rule of a stream out of service, and putting it back."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal, regions
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid, NotThere
from command.core.events import Event
from command.core.models import Person
from command.core.policies import require
from command.core.times import clock
from incidents.monitoring import folds
from incidents.monitoring.actions.acknowledge import named
from incidents.monitoring.actions.shelve import put_back, said
from incidents.monitoring.alarm_events import AboutDisabling, RuleDisabled, RuleEnabled
from incidents.monitoring.detection.models import AlarmRule
from incidents.monitoring.lifecycle import OVER, AlarmStatus, Cause
from incidents.monitoring.models import (
    AlarmChange,
    AlarmState,
    Datastream,
    Disabling,
    Enabling,
    StreamState,
)
from incidents.monitoring.selectors import (
    AlarmCard,
    DisabledCard,
    alarm_states,
    changed_stream,
    rooms_of,
    seen_by,
    station_room,
)
from incidents.monitoring.selectors.alarms import disabled, locked
from incidents.rights import HANDLING


@door
def disable_stream_rule(
    *,
    actor: Person | None,
    stream_id: UUID,
    reason: str,
    rule_id: UUID | None = None,
    cause: str = "",
    level: int | None = None,
) -> Disabling:
    """Take one rule of a stream out of service until somebody puts it back.

    Without a rule, what raised ``cause`` at ``level`` before rules were rows. Its alarms
    are still written and do not ring. Raises ``NotThere``, ``NotPermitted``, ``Invalid``,
    or ``Conflict`` when it is out of service already.
    """
    person = named(actor)
    stream = _locked(stream_id, person)
    _require(person, stream, to=_("take a rule out of service"))
    why = said(reason)
    row = Disabling(datastream=stream, reason=why, by=person, at=now())
    if rule_id is not None:
        if not AlarmRule.objects.filter(pk=rule_id).exists():
            raise NotThere(_("There is no such rule."))
        row.rule_id = rule_id
    elif cause in Cause.values and level in {1, 2, 3, 4}:
        row.cause, row.level = cause, level
    else:
        raise Invalid(_("Say which rule: its key, or its cause and level."), field="rule_id")
    if disabled().filter(_same(row), datastream=stream).exists():
        raise Conflict(_("This rule of the stream is out of service already."))

    row.save(force_insert=True)
    states = _alarms(row, ~Q(status__in=[*OVER, AlarmStatus.DISABLED]))
    changes = [
        AlarmChange(
            alarm=state.alarm,
            step=state.step + 1,
            kind=folds.DISABLED,
            data={"reason": why},
            actor=person,
            occurred_at=row.at,
        )
        for state in states
    ]
    folds.ALARM.add_many(states, changes)
    _record(RuleDisabled, row, states, person, row.at, why)
    return row


@door
def enable_stream_rule(*, actor: Person | None, disabling_id: UUID, reason: str) -> Enabling:
    """Put a rule of a stream back into service; what still stands rings.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` when it is
    back already.
    """
    person = named(actor)
    rows = Disabling.objects.select_related("datastream__station", "by")
    row = rows.filter(seen_by(person, "datastream__station__"), pk=disabling_id).first()
    if row is None:
        raise NotThere(_("No such rule out of service, or not visible to you."))
    stream = _locked(row.datastream_id, person)
    _require(person, stream, to=_("put a rule back into service"))
    why, at = said(reason), clock()
    if row.ends.exists():
        raise BadTransition(_("This rule of the stream is in service already."))

    end = Enabling(disabling=row, reason=why, by=person, at=at)
    end.save(force_insert=True)
    states = _alarms(row, Q(status=AlarmStatus.DISABLED))
    put_back(states, folds.ENABLED, person, at)
    _record(RuleEnabled, row, states, person, at, why)
    return end


def _locked(stream_id: UUID, person: Person) -> Datastream:
    # The row of its state is the lock of a stream: no reading is judged meanwhile.
    rows = StreamState.objects.select_for_update(of=("self",))
    rows = rows.select_related("datastream__station")
    state = rows.filter(seen_by(person, "datastream__station__"), pk=stream_id).first()
    if state is None:
        raise NotThere(_("No such stream, or not visible to you."))
    return state.datastream


def _require(person: Person, stream: Datastream, *, to: str) -> None:
    require(person, HANDLING, to=to, region=stream.station.region_id or regions.REGION)


def _same(row: Disabling) -> Q:
    if row.rule_id is not None:
        return Q(rule=row.rule_id)
    return Q(rule__isnull=True, cause=row.cause, level=row.level)


def _alarms(row: Disabling, which: Q) -> list[AlarmState]:
    rows = alarm_states().filter(_same(row), which, datastream=row.datastream_id)
    return locked(rows)


def _record(
    fact: type[AboutDisabling],
    row: Disabling,
    states: list[AlarmState],
    actor: Person,
    at: datetime,
    reason: str,
) -> None:
    """Record it where the station is, and where its alarms are told."""
    card = DisabledCard.of(row)
    event: Event = fact(  # type: ignore[assignment]  # both facts are events, their base is none
        disabling_id=card.id,
        stream_id=card.stream,
        station_zh=card.station_name_zh,
        station_en=card.station_name_en,
        name=card.name,
        name_en=card.name_en,
        reason=reason,
        alarms=len(states),
    )
    home = station_room(row.datastream.station)
    stream = {ref: asdict(view) for ref, view in changed_stream(row.datastream_id).items()}
    view = asdict(card) if fact is RuleDisabled else None
    rooms = {home}.union(*map(rooms_of, states))
    journal.hold(*rooms)
    for room in sorted(rooms):
        alarms = [AlarmCard.of(s.alarm, s) for s in states if room in rooms_of(s)]
        changed: dict[str, Any] = {f"alarm.{one.id}": asdict(one) for one in alarms}
        changed |= {**stream, f"disabling.{card.id}": view}
        journal.append(event, room=room, actor=actor, changed=changed, occurred_at=at)
