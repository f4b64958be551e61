"""Alarms as a source that fills forms in: read by a selector, tied by a door."""

from uuid import UUID

from command.core.models import Person
from incidents import prefill
from incidents.monitoring import deeds
from incidents.monitoring.actions.tie import tie_alarm
from incidents.monitoring.selectors.deeds import fill
from incidents.monitoring.selectors.own_deeds import incident_deeds, warning_deeds


def _tie(actor: Person, alarm_id: UUID, incident_id: UUID) -> None:
    tie_alarm(actor=actor, alarm_id=alarm_id, incident_id=incident_id)


def enter_all() -> None:
    """Enter alarms as a source of forms, and what this room can do about them."""
    prefill.enter(deeds.REF, prefill.Source(fill=fill, tie=_tie))
    deeds.enter(incident_deeds)
    deeds.enter(warning_deeds)
