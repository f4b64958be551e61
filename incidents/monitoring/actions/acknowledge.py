"""Acknowledging alarms: one by a named person, or those of one cause together."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from command.core import journal, regions
from command.core.doors import door
from command.core.errors import BadTransition, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import DESK, holds, require
from incidents.models import IncidentState
from incidents.monitoring import folds
from incidents.monitoring.actions.facts import record, tell, told
from incidents.monitoring.alarm_events import AlarmAcknowledged
from incidents.monitoring.lifecycle import UNSEEN, AlarmStatus
from incidents.monitoring.models import Alarm, AlarmChange, AlarmState
from incidents.monitoring.selectors import alarms_visible_to, locked_alarm, rooms_of
from incidents.monitoring.selectors.alarm_list import GRAVE
from incidents.monitoring.selectors.alarms import locked
from incidents.rights import require_part


@door
def acknowledge_alarm(
    *, actor: Person | None, alarm_id: UUID, occurred_at: datetime | None = None
) -> AlarmState:
    """Put one's name to having seen exactly this alarm; what is over is then done with.

    Raises ``NotThere``, ``NotPermitted``, or ``BadTransition`` when somebody has
    already (and says who), or it is held back, or done with.
    """
    state = locked_alarm(alarm_id, actor=actor)
    require_desk(named(actor), state, to=_("acknowledge an alarm"))
    if state.status not in UNSEEN:
        raise refused(state)
    at = occurred_at or now()
    folds.ALARM.add(state, folds.ACKNOWLEDGED, actor=actor, occurred_at=at)
    state.acknowledged_by = actor
    tell(AlarmAcknowledged, state, actor, at)
    return state


@door
def acknowledge_group(
    *, actor: Person | None, group_id: UUID, until: datetime | None = None
) -> list[AlarmState]:
    """Put one's name to having seen the alarms of one cause, of the levels III and IV.

    ``until`` is the newest that was on the screen: what came after stays. Alarms of the
    levels I and II are left to be acknowledged one by one. Raises ``NotThere``,
    ``NotPermitted``, or ``BadTransition`` when there is none left to acknowledge.
    """
    person = named(actor)
    of = Q(alarm__group=group_id) | Q(pk=group_id)
    found = locked(alarms_visible_to(person).filter(of))
    if not found:
        raise NotThere(_("No such alarm, or not visible to you."))
    chosen = [
        state
        for state in found
        if state.level > GRAVE and state.status in UNSEEN and _was_shown(state.alarm, until)
    ]
    for state in {_place(state): state for state in chosen}.values():
        require_desk(person, state, to=_("acknowledge an alarm"))
    if not chosen:
        raise _nothing_left(found)
    journal.hold(*set[str]().union(*map(rooms_of, chosen)))
    at = now()
    changes = [
        AlarmChange(
            alarm=state.alarm,
            step=state.step + 1,
            kind=folds.ACKNOWLEDGED,
            actor=person,
            occurred_at=at,
        )
        for state in chosen
    ]
    folds.ALARM.add_many(chosen, changes)
    for state in chosen:
        state.acknowledged_by = person
    record([told(AlarmAcknowledged, state, at) for state in chosen], person)
    return chosen


def named(actor: Person | None) -> Person:
    """Return the person: the system has no name to put to an alarm. Raises ``NotPermitted``."""
    if actor is None:
        raise NotPermitted(_("Only a named person may do this about an alarm."))
    return actor


def require_desk(actor: Person, state: AlarmState, *, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` works at a desk where the alarm belongs.

    That is where its station is, or in an authority that takes part in its incident.
    """
    region, incident_id = _place(state)
    if incident_id is None or holds(actor, DESK, region=region):
        require(actor, DESK, to=to, region=region)
        return
    incident = IncidentState.objects.select_related("incident").get(pk=incident_id)
    require_part(actor, DESK, incident, to=to)


def _place(state: AlarmState) -> tuple[str, UUID | None]:
    """Return where an alarm belongs: the region of its station, and its incident."""
    region = state.alarm.datastream.station.region_id or regions.REGION
    return region, state.alarm.incident_id or state.incident_id


def refused(state: AlarmState) -> BadTransition:
    """Return why an alarm cannot be acknowledged: who has, and when, or how it stands."""
    if state.acknowledged_by is not None and state.acknowledged_at is not None:
        by, at = state.acknowledged_by.name, state.acknowledged_at
        return BadTransition(
            _("%(name)s acknowledged this alarm at %(time)s.")
            % {"name": by, "time": localtime(at).strftime("%H:%M:%S")},
            status=str(state.status),
            by=by,
            at=at.isoformat(),
        )
    return BadTransition(
        _("This alarm is “%(status)s” already.") % {"status": AlarmStatus(state.status).label},
        status=str(state.status),
    )


def _was_shown(alarm: Alarm, until: datetime | None) -> bool:
    return until is None or (alarm.told_at or alarm.raised_at) <= until


def _nothing_left(found: list[AlarmState]) -> BadTransition:
    grave = [state for state in found if state.level <= GRAVE and state.status in UNSEEN]
    if grave:
        return BadTransition(
            _("Alarms of the levels I and II are acknowledged one by one."),
            alarms=[str(state.pk) for state in grave],
        )
    seen = [state for state in found if state.acknowledged_at is not None]
    return refused(
        max(seen, key=lambda state: str(state.acknowledged_at)) if seen else found[0]
    )
