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
        """Enter the doors, when a call is answered, who is called when not, what is held."""
        from command.core import rules
        from command.tasking.paging import subjects
        from incidents.closing import personal

        importlib.import_module("command.tasking.distress.actions")
        due = importlib.import_module("command.tasking.distress.selectors.due")
        subjects.enter("help_call", due.is_answered)
        importlib.import_module("command.tasking.distress.sounds").enter_purpose()
        voices = importlib.import_module("command.tasking.distress.selectors.voices")
        importlib.import_module("command.core.media").enter_seer(voices.may_hear)
        holdings = importlib.import_module("command.tasking.distress.holdings")
        personal.enter(holdings.voices_of_calls())
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
