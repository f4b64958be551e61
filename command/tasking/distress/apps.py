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
        """Enter the doors, when a call is answered, and who is called when it is not."""
        from command.core import rules
        from command.tasking.paging import subjects

        importlib.import_module("command.tasking.distress.actions")
        due = importlib.import_module("command.tasking.distress.selectors.due")
        subjects.enter("help_call", due.is_answered)
        importlib.import_module("command.tasking.distress.sounds").enter_purpose()
        voices = importlib.import_module("command.tasking.distress.selectors.voices")
        importlib.import_module("command.core.media").enter_seer(voices.may_hear)
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
