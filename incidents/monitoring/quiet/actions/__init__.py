"""The doors of quiet areas."""

from incidents.monitoring.quiet.actions.follow import note_look
from incidents.monitoring.quiet.actions.judge import judge_area
from incidents.monitoring.quiet.actions.townships import enter_townships

__all__ = ["enter_townships", "judge_area", "note_look"]
