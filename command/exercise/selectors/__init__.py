"""The only code that reads exercises."""

from command.exercise.selectors.injects import (
    InjectCard,
    due_injects,
    injects_for,
    injects_of,
    participants_of,
)
from command.exercise.selectors.plays import (
    ExerciseCard,
    Line,
    card_of,
    ended,
    plays,
    refusals,
    role_name,
    running,
    script,
    view_of,
)

__all__ = [
    "ExerciseCard",
    "InjectCard",
    "Line",
    "card_of",
    "due_injects",
    "ended",
    "injects_for",
    "injects_of",
    "participants_of",
    "plays",
    "refusals",
    "role_name",
    "running",
    "script",
    "view_of",
]
