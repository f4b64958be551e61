"""The coverage app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class CoverageConfig(AppConfig):
    """Furnish the coverage app."""

    name = "resources.coverage"
    label = "coverage"

    def ready(self) -> None:
        """Enter the doors, the fold, the rule book and the reactions in their lists."""
        from command.core import reactions as table
        from command.core.rules import Book, enter
        from resources.coverage import models

        importlib.import_module("resources.coverage.actions")
        does = importlib.import_module("resources.coverage.reactions")
        for kind in does.FORCES:
            table.enter(kind, does.forces_changed)
        for kind in does.ROADS:
            table.enter(kind, does.roads_changed)
        for kind in does.MOVES:
            table.enter(kind, does.moved_up)
        table.enter("deployment.moved", does.called_away)
        enter(
            Book(
                slug="coverage",
                title=_("Coverage: what must be how near"),
                model=models.CoverageRule,
                columns=("area", "what", "minutes", "at_least", "hours"),
                shipped=DATA / "coverage_rules.csv",
            )
        )
