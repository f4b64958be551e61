"""The sta app."""

import importlib

from django.apps import AppConfig


class SensorThingsConfig(AppConfig):
    """Furnish the sta app."""

    name = "incidents.monitoring.sta"
    label = "sta"

    def ready(self) -> None:
        """Enter the doors in their list."""
        importlib.import_module("incidents.monitoring.sta.actions")
