"""The monitoring app."""

import importlib

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Furnish the monitoring app."""

    name = "incidents.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        """Enter the doors and the folds in their lists."""
        importlib.import_module("incidents.monitoring.actions")
