"""How what people and rules do to an alarm makes its state."""

from command.core.folding import Fold, Values
from incidents.monitoring.lifecycle import AlarmStatus
from incidents.monitoring.models import Alarm, AlarmChange, AlarmState

ACKNOWLEDGED = "acknowledged"
CLEARED = "cleared"


def start(alarm: Alarm) -> Values:
    """Return the state of an alarm that has just been raised."""
    return {
        "datastream_id": alarm.datastream_id,
        "cause": str(alarm.cause),
        "level": alarm.level,
        "status": AlarmStatus.UNACKNOWLEDGED.value,
        "acknowledged_by_id": None,
        "acknowledged_at": None,
        "updated_at": alarm.raised_at,
    }


def apply(_before: Values, change: AlarmChange) -> Values:
    """Return what one change sets."""
    if change.kind == ACKNOWLEDGED:
        return {
            "status": AlarmStatus.ACKNOWLEDGED.value,
            "acknowledged_by_id": change.actor_id,
            "acknowledged_at": change.occurred_at,
            "updated_at": change.occurred_at,
        }
    return {"status": AlarmStatus.CLEARED.value, "updated_at": change.occurred_at}


ALARM = Fold(
    header=Alarm,
    change=AlarmChange,
    state=AlarmState,
    link="alarm",
    start=start,
    apply=apply,
)
