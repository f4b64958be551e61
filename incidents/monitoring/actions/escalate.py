"""Calling more people when nobody acknowledges an alarm."""

from collections.abc import Hashable
from datetime import datetime
from uuid import UUID

from command.core import journal
from command.core.doors import door
from command.core.models import Person
from command.core.times import clock
from incidents.monitoring import folds
from incidents.monitoring.actions.facts import Told, record, told
from incidents.monitoring.alarm_events import AlarmEscalated
from incidents.monitoring.lifecycle import AlarmStatus
from incidents.monitoring.models import AlarmChange, AlarmRung, AlarmState
from incidents.monitoring.selectors import alarm_room, alarm_states, rooms_of
from incidents.monitoring.selectors.alarm_list import GRAVE
from incidents.monitoring.selectors.alarms import locked
from incidents.monitoring.selectors.ladder import Ladders, called, next_rung

Climb = tuple[AlarmState, AlarmRung]


@door
def escalate_alarms(*, actor: Person | None, alarm_ids: list[UUID]) -> int:
    """Climb one rung with each alarm whose time has come; return how many climbed.

    People are called once for alarms of one cause; those of the levels I and II one by
    one. Harmless when repeated. What somebody holds at this moment is left to the next beat.
    """
    at = clock()
    rows = alarm_states().filter(pk__in=alarm_ids, status=AlarmStatus.UNACKNOWLEDGED)
    found = locked(rows.select_related("alarm__exercise"), skip=True)
    ladders: Ladders = {}
    climbs: list[Climb] = []
    for state in sorted(found, key=lambda one: (one.alarm.raised_at, one.pk)):
        rule = next_rung(state, ladders, at)
        if rule is not None:
            climbs.append((state, rule))
    if not climbs:
        return 0
    journal.hold(*set[str]().union(*(rooms_of(state) for state, _rule in climbs)))
    changes = [_change(state, rule, actor, at) for state, rule in climbs]
    folds.ALARM.add_many([state for state, _rule in climbs], changes)
    record(_facts(climbs, at), actor)
    return len(climbs)


def _change(
    state: AlarmState, rule: AlarmRung, actor: Person | None, at: datetime
) -> AlarmChange:
    return AlarmChange(
        alarm=state.alarm,
        step=state.step + 1,
        kind=folds.ESCALATED,
        data={"rung": rule.rung, "whom": rule.whom},
        actor=actor,
        occurred_at=at,
    )


def _facts(climbs: list[Climb], at: datetime) -> list[Told]:
    """Return a fact for each alarm; the first of a cause speaks for the others."""
    calls: dict[Hashable, list[Climb]] = {}
    for state, rule in climbs:
        alarm = state.alarm
        cause = state.pk if state.level <= GRAVE else alarm.group or state.pk
        room = alarm_room(alarm)
        calls.setdefault((cause, room, rule.rung, rule.whom), []).append((state, rule))
    facts = []
    for together in calls.values():
        for n, (state, rule) in enumerate(together):
            alarm = state.alarm
            region = alarm.datastream.station.region_id
            people = called(region, rule.whom, alarm.exercise_id, at) if n == 0 else []
            facts.append(
                told(
                    AlarmEscalated,
                    state,
                    at,
                    rung=rule.rung,
                    seconds=rule.after_seconds,
                    whom=rule.whom,
                    people=len(people),
                    more=len(together) - 1 if n == 0 else 0,
                    urgent=rule.urgent,
                )
            )
    return facts
