"""The readiness app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class ReadinessConfig(AppConfig):
    """Furnish the readiness app."""

    name = "plans.readiness"
    label = "readiness"

    def ready(self) -> None:
        """Enter the doors and the rule book in their lists."""
        from command.core.rules import Book, enter
        from plans.readiness.models import ReadinessRule

        importlib.import_module("plans.readiness.actions")
        enter(
            Book(
                slug="readiness",
                title=_("Readiness of plans: numbers of the reckoning"),
                model=ReadinessRule,
                columns=("amount", "unit"),
                shipped=DATA / "readiness_rules.csv",
            )
        )
