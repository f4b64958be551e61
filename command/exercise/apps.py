"""The exercise app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class ExerciseConfig(AppConfig):
    """Furnish the exercise app."""

    name = "command.exercise"
    label = "exercise"

    def ready(self) -> None:
        """Enter the doors and the facts in their lists, and the rule book of scores."""
        importlib.import_module("command.exercise.actions")
        from command.core.rules import Book, enter
        from command.exercise.models import ScoreRule

        enter(
            Book(
                slug="exercise-scores",
                title=_("Scores of exercises"),
                model=ScoreRule,
                columns=("outcome", "points"),
                shipped=DATA / "scores.csv",
            )
        )
