"""The exercise app."""

from django.apps import AppConfig


class ExerciseConfig(AppConfig):
    """Furnish the exercise app."""

    name = "command.exercise"
    label = "exercise"
