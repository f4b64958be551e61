"""The intake app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class IntakeConfig(AppConfig):
    """Furnish the intake app."""

    name = "incidents.monitoring.intake"
    label = "intake"

    def ready(self) -> None:
        """Enter the doors in their list, and the rule book."""
        from command.core.rules import Book, enter
        from incidents.monitoring.intake import models

        importlib.import_module("incidents.monitoring.intake.actions")
        enter(
            Book(
                slug="intake",
                title=_("Intake of readings"),
                model=models.IntakeRule,
                columns=("value",),
                shipped=DATA / "intake_rules.csv",
            )
        )
