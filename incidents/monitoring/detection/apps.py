"""The detection app."""

import importlib

from django.apps import AppConfig


class DetectionConfig(AppConfig):
    """Furnish the detection app."""

    name = "incidents.monitoring.detection"
    label = "detection"

    def ready(self) -> None:
        """Enter the doors in their list."""
        importlib.import_module("incidents.monitoring.detection.actions")
