"""The messaging app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from command.core import reactions, rules


class MessagingConfig(AppConfig):
    """Furnish the messaging app."""

    name = "incidents.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Enter the doors, the folds, the reaction and the rule book in their lists."""
        importlib.import_module("incidents.messaging.actions")
        reaction = importlib.import_module("incidents.messaging.reactions")
        reactions.enter("note.written", reaction.tell_the_mentioned)
        models = importlib.import_module("incidents.messaging.models")
        rules.enter(
            rules.Book(
                slug="chasing",
                title=_("Chasing of orders"),
                model=models.ChaseRule,
                shipped=Path(__file__).parent / "data" / "chase_rules.csv",
                columns=("rung", "seconds", "tells"),
            )
        )
