"""The scene app."""

import importlib

from django.apps import AppConfig


class SceneConfig(AppConfig):
    """Furnish the scene app."""

    name = "incidents.scene"
    label = "scene"

    def ready(self) -> None:
        """Enter the doors, the voice notes, and how reports are found."""
        importlib.import_module("incidents.scene.actions")
        importlib.import_module("incidents.scene.sounds").enter_purpose()
        selectors = importlib.import_module("incidents.scene.selectors")
        importlib.import_module("command.core.media").enter_seer(selectors.may_see)
        importlib.import_module("command.core.waiting").enter_finder(selectors.found)
