"""The adviser app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class AdviserConfig(AppConfig):
    """Furnish the adviser app."""

    name = "resources.adviser"
    label = "adviser"

    def ready(self) -> None:
        """Enter the doors, the judge of floors and the rule books in their lists."""
        from command.core.rules import Book, enter
        from resources import keeping
        from resources.adviser.models import AdviceRule, FloorRule

        importlib.import_module("resources.adviser.actions")
        keeping.enter(importlib.import_module("resources.adviser.actions.keep").keep_floor)
        enter(
            Book(
                slug="floors",
                title=_("Reserve floors of the cities"),
                model=FloorRule,
                columns=("what", "least", "signed_by"),
                shipped=DATA / "floors.csv",
            )
        )
        enter(
            Book(
                slug="advice",
                title=_("Numbers of the dispatch adviser"),
                model=AdviceRule,
                columns=("amount", "unit"),
                shipped=DATA / "advice.csv",
            )
        )
