"""The doors of quiet areas."""

from incidents.monitoring.quiet.actions.follow import note_look
from incidents.monitoring.quiet.actions.judge import judge_area

__all__ = ["judge_area", "note_look"]
