"""The tasking app."""

from django.apps import AppConfig


class TaskingConfig(AppConfig):
    """Furnish the tasking app."""

    name = "command.tasking"
    label = "tasking"
