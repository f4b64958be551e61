"""The cameras app."""

import importlib

from django.apps import AppConfig


class CamerasConfig(AppConfig):
    """Furnish the cameras app."""

    name = "incidents.cameras"
    label = "cameras"

    def ready(self) -> None:
        """Enter the doors."""
        importlib.import_module("incidents.cameras.actions")
