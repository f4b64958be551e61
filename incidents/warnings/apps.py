"""The warnings app."""

import importlib

from django.apps import AppConfig


class WarningsConfig(AppConfig):
    """Furnish the warnings app."""

    name = "incidents.warnings"
    label = "warnings"

    def ready(self) -> None:
        """Enter the doors in their list."""
        importlib.import_module("incidents.warnings.actions")
