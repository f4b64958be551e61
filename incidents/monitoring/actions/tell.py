"""Raising and clearing alarms in bulk; parts of the doors, never doors themselves."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from command.core import journal
from command.core.models import Person
from command.core.times import clock
from incidents.models import Incident
from incidents.monitoring import folds, rules
from incidents.monitoring.actions.facts import Told, record, told
from incidents.monitoring.alarm_events import AlarmCleared, AlarmHeld, AlarmRaised
from incidents.monitoring.lifecycle import HELD
from incidents.monitoring.models import Alarm, AlarmChange, AlarmState, Datastream, Disabling
from incidents.monitoring.selectors import rooms_of, station_room
from incidents.monitoring.selectors.causes import (
    Causes,
    Key,
    causes_of,
    out_of_service,
    service_key,
    shelves,
    standing,
)
from incidents.monitoring.selectors.limits import CAUSE_WINDOW, limits_of, seconds


@dataclass(frozen=True, slots=True)
class Finding:
    """What the readings of a stream have changed: a rule newly broken, or kept again."""

    stream: Datastream
    at: datetime
    outcome: rules.Outcome

    @property
    def key(self) -> Key:
        """The episode: stream, rule, cause and level."""
        cause, level = self.outcome.key
        return (self.stream.id, self.outcome.rule, str(cause), level)


def tell_findings(
    findings: list[Finding],
    streams: dict[UUID, Datastream],
    incident: Incident | None,
    actor: Person | None,
) -> list[Alarm]:
    """Raise and clear what the readings of (locked) streams have changed; return the new.

    A rule that is broken already, or kept already, changes nothing. However many findings
    there are, the queries are a few for each room and for each time a rule changes sides.
    """
    if not findings:
        return []
    book = _Book.opened(findings, streams, incident)
    facts: list[tuple[int, Told]] = []
    for wave in _waves(findings):
        raised = [(n, f) for n, f in wave if f.outcome.broken and not book.stands(f)]
        over = [(n, f) for n, f in wave if not f.outcome.broken and book.stands(f)]
        facts += book.raise_all(raised, incident)
        facts += book.clear_all(over, actor)
    facts.sort(key=lambda fact: fact[0])
    if facts:
        record([fact for _n, fact in facts], actor)
    return book.made


def _waves(findings: Iterable[Finding]) -> list[list[tuple[int, Finding]]]:
    """Return the findings so that each wave has one of an episode, numbered by their time."""
    waves: list[list[tuple[int, Finding]]] = []
    seen: Counter[Key] = Counter()
    for numbered in enumerate(sorted(findings, key=lambda finding: finding.at)):
        key = numbered[1].key
        if seen[key] == len(waves):
            waves.append([])
        waves[seen[key]].append(numbered)
        seen[key] += 1
    return waves


@dataclass(slots=True)
class _Book:
    """What stands, what is held back, and what came before; for one batch."""

    at: datetime
    states: dict[Key, AlarmState]
    shelved: dict[Key, AlarmState]
    disabled: dict[Hashable, Disabling]
    causes: Causes
    made: list[Alarm]

    @classmethod
    def opened(
        cls,
        findings: list[Finding],
        streams: dict[UUID, Datastream],
        incident: Incident | None,
    ) -> "_Book":
        """Lock what stands and the rooms; read the rest behind the lock of the rooms."""
        concerned = {finding.stream.id: finding.stream for finding in findings}
        states = standing(concerned)
        rooms = set[str]().union(*map(rooms_of, states.values()))
        rooms |= {station_room(stream.station) for stream in concerned.values()}
        journal.hold(*rooms, *([incident.room_id] if incident else []))
        at = clock()
        window = seconds(limits_of(None), CAUSE_WINDOW)
        keys = {finding.outcome.cause_key for finding in findings}
        times = [finding.at for finding in findings]
        return cls(
            at=at,
            states=states,
            shelved=shelves(concerned, at),
            disabled=out_of_service(concerned),
            causes=causes_of(concerned.values(), keys, times, window),
            made=[],
        )

    def stands(self, finding: Finding) -> bool:
        """Return whether the episode stands; also one of old, from before rules were rows."""
        return self._key(finding) in self.states

    def raise_all(
        self, found: list[tuple[int, Finding]], incident: Incident | None
    ) -> list[tuple[int, Told]]:
        """Write new alarms, those held back with the change that says so."""
        alarms = [self._alarm(finding, incident) for _n, finding in found]
        held = [self._held(alarm, f) for alarm, (_n, f) in zip(alarms, found, strict=True)]
        Alarm.objects.bulk_create(alarms)
        states = folds.ALARM.begin_many(alarms, held)
        facts = []
        for (n, finding), state, change in zip(found, states, held, strict=True):
            self.states[finding.key] = state
            if change is not None and state.shelved_by_id is not None:
                state.shelved_by = self.shelved[finding.key].shelved_by
            if state.status in HELD:
                fact = told(AlarmHeld, state, finding.at, status=str(state.status))
            else:
                fact = told(AlarmRaised, state, finding.at)
            facts.append((n, fact))
        self.made += alarms
        return facts

    def clear_all(
        self, found: list[tuple[int, Finding]], actor: Person | None
    ) -> list[tuple[int, Told]]:
        """Write that the rules are kept again."""
        over = [
            (n, finding, state)
            for n, finding in found
            if (state := self.states.pop(self._key(finding), None)) is not None
        ]
        changes = [
            AlarmChange(
                alarm=state.alarm,
                step=state.step + 1,
                kind=folds.RETURNED,
                data={"value": finding.outcome.value},
                actor=actor,
                occurred_at=finding.at,
            )
            for _n, finding, state in over
        ]
        folds.ALARM.add_many([state for _n, _finding, state in over], changes)
        return [
            (n, told(AlarmCleared, state, finding.at, finding.outcome.value))
            for n, finding, state in over
        ]

    def _key(self, finding: Finding) -> Key:
        stream, _rule, cause, level = finding.key
        old: Key = (stream, None, cause, level)
        return finding.key if finding.key in self.states or old not in self.states else old

    def _alarm(self, finding: Finding, incident: Incident | None) -> Alarm:
        cause, level = finding.outcome.key
        alarm = Alarm(
            datastream=finding.stream,
            incident=incident,
            rule_id=finding.outcome.rule,
            rule_version_id=finding.outcome.version,
            cause=cause,
            cause_key=finding.outcome.cause_key,
            level=level,
            value=finding.outcome.value,
            limit=finding.outcome.limit,
            raised_at=finding.at,
            told_at=self.at,
        )
        alarm.claim()
        self.causes.settle(alarm)
        return alarm

    def _held(self, alarm: Alarm, finding: Finding) -> AlarmChange | None:
        stream, rule, cause, level = finding.key
        off = self.disabled.get(service_key(stream, rule, cause, level))
        shelf = self.shelved.get(finding.key)
        data: dict[str, Any]
        if off is not None:
            kind, data = folds.DISABLED, {"reason": off.reason}
        elif shelf is not None and shelf.shelved_until is not None:
            until = shelf.shelved_until.isoformat()
            data = {"by": str(shelf.shelved_by_id), "until": until, "reason": shelf.reason}
            kind = folds.SHELVED
        else:
            return None
        return AlarmChange(
            alarm=alarm, step=1, kind=kind, data=data, actor=None, occurred_at=self.at
        )
