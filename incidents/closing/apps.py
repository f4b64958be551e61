"""The closing app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from command.core import rules

DATA = Path(__file__).parent / "data"


class ClosingConfig(AppConfig):
    """Furnish the closing app."""

    name = "incidents.closing"
    label = "closing"

    def ready(self) -> None:
        """Enter the doors, the rule book, the checks, the holdings and the reaction."""
        importlib.import_module("incidents.closing.actions")
        importlib.import_module("incidents.closing.room_checks").enter_all()
        importlib.import_module("incidents.closing.holdings").enter_all()
        reaction = importlib.import_module("incidents.closing.reactions")
        table = importlib.import_module("command.core.reactions")
        table.enter("incident.moved", reaction.tell_what_is_left)
        rules.enter(
            rules.Book(
                slug="retention",
                title=_("Retention of personal data"),
                model=importlib.import_module("incidents.closing.models").RetentionRule,
                shipped=DATA / "retention_rules.csv",
                columns=("days",),
            )
        )
