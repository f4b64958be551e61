"""The distress app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DistressConfig(AppConfig):
    """Furnish the distress app."""

    name = "command.tasking.distress"
    label = "distress"

    def ready(self) -> None:
        """Enter the doors, and the rule book of who is called when nobody answers."""
        from command.core import rules

        importlib.import_module("command.tasking.distress.actions")
        models = importlib.import_module("command.tasking.distress.models")
        rules.enter(
            rules.Book(
                slug="help-ladder",
                title=_("Calls for help: who is called when nobody answers"),
                model=models.HelpRung,
                columns=("rung", "after_seconds", "whom", "channel"),
                shipped=Path(__file__).parent / "data" / "help_rungs.csv",
            )
        )
