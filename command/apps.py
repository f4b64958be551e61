"""The wiring app: management commands and static files that belong to no room."""

from django.apps import AppConfig


class CommandConfig(AppConfig):
    """Furnish the wiring."""

    name = "command"
    label = "command"
