"""The nearest app."""

import importlib

from django.apps import AppConfig


class NearestConfig(AppConfig):
    """Furnish the nearest app."""

    name = "resources.nearest"
    label = "nearest"

    def ready(self) -> None:
        """Let the tiles follow the facts of what they draw."""
        from command.core import reactions

        does = importlib.import_module("resources.nearest.reactions")
        for kind in does.FACTS:
            reactions.enter(kind, does.tiles_are_old)
