"""The reports app."""

import importlib

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Furnish the reports app."""

    name = "incidents.reports"
    label = "reports"

    def ready(self) -> None:
        """Enter the doors in their list."""
        importlib.import_module("incidents.reports.actions")
