"""The exercise app."""

import importlib

from django.apps import AppConfig


class ExerciseConfig(AppConfig):
    """Furnish the exercise app."""

    name = "command.exercise"
    label = "exercise"

    def ready(self) -> None:
        """Enter the doors and the facts in their lists."""
        importlib.import_module("command.exercise.actions")
