"""How what people, rules and the clock do to an alarm makes its state."""

from collections.abc import Callable
from uuid import UUID

from django.utils.dateparse import parse_datetime

from command.core.folding import Fold, Values
from incidents.monitoring.lifecycle import AlarmStatus
from incidents.monitoring.models import Alarm, AlarmChange, AlarmState

ACKNOWLEDGED = "acknowledged"
CLEARED = "cleared"  # as alarms were cleared before: seen or not, it was done with
RETURNED = "returned"  # the rule is kept again; whoever has not seen it still has to
SHELVED = "shelved"
UNSHELVED = "unshelved"
DISABLED = "disabled"
ENABLED = "enabled"
ESCALATED = "escalated"
TIED = "tied"  # to the incident that was made from it
HANDED = "handed"  # offered to a named person, whose it is not yet
TAKEN = "taken"  # that person has accepted
KEPT = "kept"  # declined, or not offered any more: it stays whose it was

NOT_OFFERED: Values = {"offered_to_id": None, "offered_at": None}
UNSEEN: Values = {
    "acknowledged_by_id": None,
    "acknowledged_at": None,
    "taken_by_id": None,
    **NOT_OFFERED,
}
OFF_THE_SHELF: Values = {"shelved_by_id": None, "shelved_until": None, "reason": ""}


def start(alarm: Alarm) -> Values:
    """Return the state of an alarm that has just been raised."""
    return {
        "datastream_id": alarm.datastream_id,
        "rule_id": alarm.rule_id,
        "cause": str(alarm.cause),
        "level": alarm.level,
        "status": AlarmStatus.UNACKNOWLEDGED.value,
        **UNSEEN,
        **OFF_THE_SHELF,
        "over_at": None,
        "incident_id": None,  # besides that of the header
        "rang_at": alarm.told_at,
        "rung": 0,
        "updated_at": alarm.raised_at,
    }


def apply(before: Values, change: AlarmChange) -> Values:
    """Return what one change sets."""
    return {**EFFECTS[change.kind](before, change), "updated_at": change.occurred_at}


def _acknowledged(before: Values, change: AlarmChange) -> Values:
    over = before["status"] == AlarmStatus.CLEARED_UNACKNOWLEDGED
    return {
        "status": (AlarmStatus.CLEARED if over else AlarmStatus.ACKNOWLEDGED).value,
        "acknowledged_by_id": change.actor_id,
        "acknowledged_at": change.occurred_at,
    }


def _cleared(_before: Values, _change: AlarmChange) -> Values:
    return {"status": AlarmStatus.CLEARED.value, **NOT_OFFERED}


def _returned(before: Values, change: AlarmChange) -> Values:
    unseen = before["status"] == AlarmStatus.UNACKNOWLEDGED
    status = AlarmStatus.CLEARED_UNACKNOWLEDGED if unseen else AlarmStatus.CLEARED
    # Nobody has to look after it any more: there is nothing left to take over.
    return {"status": status.value, "over_at": change.occurred_at, **NOT_OFFERED}


def _shelved(_before: Values, change: AlarmChange) -> Values:
    return {
        **NOT_OFFERED,
        "status": AlarmStatus.SHELVED.value,
        "shelved_by_id": UUID(change.data["by"]),
        "shelved_until": parse_datetime(change.data["until"]),
        "reason": change.data["reason"],
    }


def _unshelved(before: Values, change: AlarmChange) -> Values:
    if before["status"] != AlarmStatus.SHELVED:
        return dict(OFF_THE_SHELF)  # over meanwhile: nothing rings
    return {**OFF_THE_SHELF, **_rings(change)}


def _disabled(_before: Values, change: AlarmChange) -> Values:
    return {
        **NOT_OFFERED,
        **OFF_THE_SHELF,
        "status": AlarmStatus.DISABLED.value,
        "reason": change.data["reason"],
    }


def _enabled(_before: Values, change: AlarmChange) -> Values:
    return {"reason": "", **_rings(change)}


def _rings(change: AlarmChange) -> Values:
    """Return what makes an alarm ring anew: nobody has seen it since."""
    return {
        **UNSEEN,
        "status": AlarmStatus.UNACKNOWLEDGED.value,
        "rang_at": change.occurred_at,
        "rung": 0,
    }


def _escalated(_before: Values, change: AlarmChange) -> Values:
    return {"rung": change.data["rung"]}


def _tied(_before: Values, change: AlarmChange) -> Values:
    return {"incident_id": UUID(change.data["incident"])}


def _handed(_before: Values, change: AlarmChange) -> Values:
    return {"offered_to_id": UUID(change.data["to"]), "offered_at": change.occurred_at}


def _taken(_before: Values, change: AlarmChange) -> Values:
    return {"taken_by_id": change.actor_id, **NOT_OFFERED}


def _kept(_before: Values, _change: AlarmChange) -> Values:
    return dict(NOT_OFFERED)


EFFECTS: dict[str, Callable[[Values, AlarmChange], Values]] = {
    ACKNOWLEDGED: _acknowledged,
    CLEARED: _cleared,
    RETURNED: _returned,
    SHELVED: _shelved,
    UNSHELVED: _unshelved,
    DISABLED: _disabled,
    ENABLED: _enabled,
    ESCALATED: _escalated,
    TIED: _tied,
    HANDED: _handed,
    TAKEN: _taken,
    KEPT: _kept,
}

ALARM = Fold(
    header=Alarm,
    change=AlarmChange,
    state=AlarmState,
    link="alarm",
    start=start,
    apply=apply,
)
