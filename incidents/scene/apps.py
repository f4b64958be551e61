"""The scene app."""

import importlib

from django.apps import AppConfig


class SceneConfig(AppConfig):
    """Furnish the scene app."""

    name = "incidents.scene"
    label = "scene"

    def ready(self) -> None:
        """Enter the doors."""
        importlib.import_module("incidents.scene.actions")
