"""The closing app."""

import importlib

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """Furnish the closing app."""

    name = "incidents.closing"
    label = "closing"

    def ready(self) -> None:
        """Enter the doors in their list."""
        importlib.import_module("incidents.closing.actions")
