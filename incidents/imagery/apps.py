"""The imagery app."""

import importlib

from django.apps import AppConfig


class ImageryConfig(AppConfig):
    """Furnish the imagery app."""

    name = "incidents.imagery"
    label = "imagery"

    def ready(self) -> None:
        """Enter the doors, and who may see the files of incidents."""
        importlib.import_module("incidents.imagery.actions")
        media = importlib.import_module("command.core.media")
        media.enter_seer(importlib.import_module("incidents.imagery.selectors").may_see)
