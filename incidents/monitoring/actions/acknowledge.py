"""Acknowledging an alarm."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.doors import door
from command.core.errors import BadTransition
from command.core.models import Person
from command.core.policies import DESK, holds, require
from incidents.models import IncidentState
from incidents.monitoring import folds
from incidents.monitoring.actions.tell import tell
from incidents.monitoring.events import AlarmAcknowledged
from incidents.monitoring.lifecycle import AlarmStatus
from incidents.monitoring.models import Alarm, AlarmState
from incidents.monitoring.selectors import locked_alarm
from incidents.rights import require_part


@door
def acknowledge_alarm(
    *, actor: Person | None, alarm_id: UUID, occurred_at: datetime | None = None
) -> AlarmState:
    """Put one's name to having seen an alarm.

    Raises ``NotThere``, ``NotPermitted``, or ``BadTransition`` when somebody has
    already, or it is over.
    """
    state = locked_alarm(alarm_id, actor=actor)
    _require(actor, state.alarm)
    if state.status != AlarmStatus.UNACKNOWLEDGED:
        raise BadTransition(
            _("This alarm is “%(status)s” already.")
            % {"status": AlarmStatus(state.status).label},
            status=str(state.status),
        )
    at = occurred_at or now()
    folds.ALARM.add(state, folds.ACKNOWLEDGED, actor=actor, occurred_at=at)
    state.acknowledged_by = actor
    tell(AlarmAcknowledged, state, actor, at, state.alarm.value)
    return state


def _require(actor: Person | None, alarm: Alarm) -> None:
    region = alarm.datastream.station.region_id or regions.REGION
    if alarm.incident is None or (actor is not None and holds(actor, DESK, region=region)):
        require(actor, DESK, to=_("acknowledge an alarm"), region=region)
        return
    incident = IncidentState.objects.select_related("incident").get(pk=alarm.incident_id)
    require_part(actor, DESK, incident, to=_("acknowledge an alarm"))
