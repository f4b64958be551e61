"""The quiet app."""

import importlib

from django.apps import AppConfig


class QuietConfig(AppConfig):
    """Furnish the quiet app."""

    name = "incidents.monitoring.quiet"
    label = "quiet"

    def ready(self) -> None:
        """Enter the doors in their list."""
        importlib.import_module("incidents.monitoring.quiet.actions")
