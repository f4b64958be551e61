"""The incidents app."""

import importlib

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Furnish the incidents app."""

    name = "incidents"
    label = "incidents"

    def ready(self) -> None:
        """Enter the doors and the folds in their lists, and the rules in their books."""
        importlib.import_module("incidents.actions")
        importlib.import_module("incidents.books")
