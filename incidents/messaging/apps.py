"""The messaging app."""

import importlib

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Furnish the messaging app."""

    name = "incidents.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Enter the doors in their list."""
        importlib.import_module("incidents.messaging.actions")
