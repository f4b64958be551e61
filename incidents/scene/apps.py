"""The scene app."""

import importlib

from django.apps import AppConfig


class SceneConfig(AppConfig):
    """Furnish the scene app."""

    name = "incidents.scene"
    label = "scene"

    def ready(self) -> None:
        """Enter the doors, and who may hear the voice notes."""
        importlib.import_module("incidents.scene.actions")
        media = importlib.import_module("command.core.media")
        media.enter_seer(importlib.import_module("incidents.scene.selectors").may_see)
