"""The incidents app."""

import importlib

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Furnish the incidents app."""

    name = "incidents"
    label = "incidents"

    def ready(self) -> None:
        """Enter the doors and the folds in their lists."""
        importlib.import_module("incidents.actions")
