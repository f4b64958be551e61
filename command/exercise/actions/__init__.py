"""The doors of the exercise."""

from command.exercise.actions.advance import advance_exercise, play_next
from command.exercise.actions.end import end_exercise
from command.exercise.actions.positions import record_positions
from command.exercise.actions.remove import remove_exercise
from command.exercise.actions.start import start_exercise

__all__ = [
    "advance_exercise",
    "end_exercise",
    "play_next",
    "record_positions",
    "remove_exercise",
    "start_exercise",
]
