"""The interlock app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class InterlockConfig(AppConfig):
    """Furnish the interlock app."""

    name = "plans.interlock"
    label = "interlock"

    def ready(self) -> None:
        """Enter the doors and the rule book in their lists."""
        from command.core.rules import Book, enter
        from command.tasking.desk import beside
        from command.tasking.paging import subjects
        from plans.interlock.models import InterlockRule

        importlib.import_module("plans.interlock.actions")
        calling = importlib.import_module("plans.interlock.actions.calling")
        subjects.enter(calling.UNTAKEN, calling.is_taken, page="shortfall")
        subjects.enter(calling.UNANSWERED, calling.is_answered, page="shortfall")
        beside.enter(importlib.import_module("plans.interlock.beside").work)
        enter(
            Book(
                slug="interlock",
                title=_("Promises between the cities: clocks"),
                model=InterlockRule,
                columns=("amount",),
                shipped=DATA / "interlock_rules.csv",
            )
        )
