"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Furnish the desk app."""

    name = "command.tasking.desk"
    label = "task_desk"
