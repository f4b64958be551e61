"""Tying an alarm to the incident that was made from it."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, NotThere
from command.core.models import Person
from command.core.policies import require_sight
from incidents.models import Incident, IncidentState
from incidents.monitoring import folds
from incidents.monitoring.alarm_events import AlarmTied
from incidents.monitoring.models import AlarmState
from incidents.monitoring.selectors import AlarmCard, changed_stream, locked_alarm
from incidents.monitoring.selectors.cards import station_room
from incidents.rights import REPORTING, require_part


@door
def tie_alarm(
    *,
    actor: Person | None,
    alarm_id: UUID,
    incident_id: UUID,
    occurred_at: datetime | None = None,
) -> AlarmState:
    """Say that an alarm is about an incident; both rooms are told.

    It stays what it is: not acknowledged by that. Raises ``NotThere``, ``NotPermitted``, or
    ``Conflict`` when it belongs to an incident already, or to another world.
    """
    state = locked_alarm(alarm_id, actor=actor)
    incident = Incident.objects.select_related("state").filter(pk=incident_id).first()
    if incident is None:
        raise NotThere(_("No such incident, or not visible to you."))
    if actor is not None:
        require_sight(actor, incident.room_id)
    standing: IncidentState = incident.state
    require_part(actor, REPORTING, standing, to=_("tie an alarm to an incident"))
    if state.alarm.exercise_id != incident.exercise_id:
        raise Conflict(_("What belongs to an exercise stays in that exercise."))
    if (state.incident_id or state.alarm.incident_id) is not None:
        raise Conflict(_("This alarm belongs to an incident already."))
    at = occurred_at or now()
    folds.ALARM.add(
        state, folds.TIED, actor=actor, occurred_at=at, data={"incident": str(incident.pk)}
    )
    _tell(state, incident, actor, at)
    return state


def _tell(state: AlarmState, incident: Incident, actor: Person | None, at: datetime) -> None:
    card = AlarmCard.of(state.alarm, state)
    touched = {f"alarm.{card.id}": card, **changed_stream(state.alarm.datastream_id)}
    rooms = {station_room(state.alarm.datastream.station), incident.room_id}
    journal.hold(*rooms)
    for room in sorted(rooms):
        journal.append(
            AlarmTied(
                alarm_id=card.id,
                stream_id=card.stream,
                station_zh=card.station_name_zh,
                station_en=card.station_name_en,
                name=card.name,
                name_en=card.name_en,
                cause=card.cause,
                level=card.level,
                value=card.value,
                limit=card.limit,
                unit=card.unit,
                number=incident.number,
            ),
            room=room,
            actor=actor,
            changed={ref: asdict(view) for ref, view in touched.items()},
            occurred_at=at,
        )
