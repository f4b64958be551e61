"""The uploads app."""

import importlib

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Furnish the uploads app."""

    name = "command.core.uploads"
    label = "uploads"

    def ready(self) -> None:
        """Enter the doors."""
        importlib.import_module("command.core.uploads.actions")
