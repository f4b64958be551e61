"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Furnish the ground floor."""

    name = "command.core"
    label = "core"
