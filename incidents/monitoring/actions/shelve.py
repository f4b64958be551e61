"""Putting an alarm on the shelf for a while, and taking it off again."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Invalid
from command.core.models import Person
from command.core.times import clock
from incidents.monitoring import folds
from incidents.monitoring.actions.acknowledge import named, require_desk
from incidents.monitoring.actions.facts import record, told
from incidents.monitoring.alarm_events import AlarmShelved, AlarmUnshelved
from incidents.monitoring.lifecycle import AlarmStatus
from incidents.monitoring.models import AlarmChange, AlarmState
from incidents.monitoring.selectors import alarm_states, locked_alarm, rooms_of
from incidents.monitoring.selectors.alarms import locked
from incidents.monitoring.selectors.limits import SHELF_MOST, limits_of, seconds

REASON = 300  # characters
CAN_BE_SHELVED = (AlarmStatus.UNACKNOWLEDGED, AlarmStatus.ACKNOWLEDGED, AlarmStatus.SHELVED)


@door
def shelve_alarm(
    *, actor: Person | None, alarm_id: UUID, reason: str, until: datetime
) -> AlarmState:
    """Put a standing alarm on the shelf until then, at most eight hours by the rule book.

    It does not ring meanwhile, nor does the same rule of the same stream when it is broken
    anew; what still stands at the end rings again. On the shelf already: another end.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition``.
    """
    state = locked_alarm(alarm_id, actor=actor)
    person = named(actor)
    require_desk(person, state, to=_("shelve an alarm"))
    why, at = said(reason), clock()
    most = seconds(limits_of(state.alarm.datastream.station.region_id), SHELF_MOST)
    if not at < until <= at + most:
        raise Invalid(
            _("The shelf ends in the future, and within %(n)d hours.")
            % {"n": most.total_seconds() // 3600},
            field="until",
        )
    if state.status not in CAN_BE_SHELVED:
        raise BadTransition(
            _("Only an alarm that stands can be shelved; this one is “%(status)s”.")
            % {"status": AlarmStatus(state.status).label},
            status=str(state.status),
        )
    data = {"by": str(person.pk), "until": until.isoformat(), "reason": why}
    folds.ALARM.add(state, folds.SHELVED, actor=person, occurred_at=at, data=data)
    state.shelved_by = person
    fact = told(AlarmShelved, state, at, reason=why, until=until.isoformat())
    record([fact], person)
    return state


@door
def unshelve_alarm(*, actor: Person | None, alarm_id: UUID) -> AlarmState:
    """Take an alarm off the shelf before its time, with later episodes of the same rule.

    What stands rings again. Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``.
    """
    state = locked_alarm(alarm_id, actor=actor)
    person = named(actor)
    require_desk(person, state, to=_("take an alarm off the shelf"))
    at = clock()
    if state.shelved_until is None or (
        state.status != AlarmStatus.SHELVED and state.shelved_until <= at
    ):
        raise BadTransition(_("This alarm is not on the shelf."), status=str(state.status))
    same = alarm_states().filter(
        datastream=state.datastream_id,
        rule_id=state.rule_id,
        cause=state.cause,
        level=state.level,
        shelved_until__gt=at,
    )
    _take_off([state, *locked(same.exclude(pk=state.pk))], person, at)
    return state


@door
def end_shelves(*, actor: Person | None, alarm_ids: list[UUID]) -> int:
    """Take off the shelf what has been there long enough; return how many.

    Harmless when repeated. What somebody holds at this moment is left to the next beat.
    """
    at = clock()
    rows = alarm_states().filter(
        pk__in=alarm_ids, status=AlarmStatus.SHELVED, shelved_until__lte=at
    )
    due = locked(rows, skip=True)
    _take_off(due, actor, at)
    return len(due)


def said(reason: str) -> str:
    """Return the reason. Raises ``Invalid`` when there is none."""
    why = reason.strip()
    if not why or len(why) > REASON or "\x00" in why:
        raise Invalid(_("Say why, in up to 300 characters."), field="reason")
    return why


def put_back(states: list[AlarmState], kind: str, actor: Person | None, at: datetime) -> None:
    """Let held alarms be themselves again: those that stand ring, and nobody has seen them."""
    changes = [
        AlarmChange(
            alarm=state.alarm, step=state.step + 1, kind=kind, actor=actor, occurred_at=at
        )
        for state in states
    ]
    folds.ALARM.add_many(states, changes)


def _take_off(states: list[AlarmState], actor: Person | None, at: datetime) -> None:
    if not states:
        return
    journal.hold(*set[str]().union(*map(rooms_of, states)))
    put_back(states, folds.UNSHELVED, actor, at)
    record([told(AlarmUnshelved, state, at) for state in states], actor)
