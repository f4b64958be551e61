"""The distress app."""

import importlib

from django.apps import AppConfig


class DistressConfig(AppConfig):
    """Furnish the distress app."""

    name = "command.tasking.distress"
    label = "distress"

    def ready(self) -> None:
        """Enter the doors."""
        importlib.import_module("command.tasking.distress.actions")
