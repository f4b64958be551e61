"""The quiet app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class QuietConfig(AppConfig):
    """Furnish the quiet app."""

    name = "incidents.monitoring.quiet"
    label = "quiet"

    def ready(self) -> None:
        """Enter the doors, the rule book, and whose word this floor waits for."""
        importlib.import_module("incidents.monitoring.quiet.actions")
        from command.core.rules import Book, enter
        from incidents.monitoring.quiet import expected, models
        from incidents.monitoring.quiet.sources import reports, stations

        expected.enter(stations.stations)
        expected.enter(reports.reports)
        enter(
            Book(
                slug="quiet-areas",
                title=_("Quiet areas"),
                model=models.QuietRule,
                columns=("value", "unit"),
                shipped=DATA / "rules.csv",
            )
        )
