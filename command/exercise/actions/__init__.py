"""The doors of the exercise."""

from command.exercise.actions.advance import advance_exercise, play_next
from command.exercise.actions.end import end_exercise
from command.exercise.actions.injects import (
    acknowledge_inject,
    add_inject,
    release_inject,
    skip_inject,
)
from command.exercise.actions.observe import observe
from command.exercise.actions.participants import enrol_participant, release_participant
from command.exercise.actions.positions import record_positions
from command.exercise.actions.remove import remove_exercise
from command.exercise.actions.start import start_exercise

__all__ = [
    "acknowledge_inject",
    "add_inject",
    "advance_exercise",
    "end_exercise",
    "enrol_participant",
    "observe",
    "play_next",
    "record_positions",
    "release_inject",
    "release_participant",
    "remove_exercise",
    "skip_inject",
    "start_exercise",
]
