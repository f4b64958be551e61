"""The doors of scene."""

from incidents.scene.actions.file import file_scene_report
from incidents.scene.actions.hear import attach_voice, judge_voice

__all__ = ["attach_voice", "file_scene_report", "judge_voice"]
