"""The intake app."""

import importlib

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Furnish the intake app."""

    name = "incidents.monitoring.intake"
    label = "intake"

    def ready(self) -> None:
        """Enter the doors in their list."""
        importlib.import_module("incidents.monitoring.intake.actions")
