"""The adviser app."""

from django.apps import AppConfig


class AdviserConfig(AppConfig):
    """Furnish the adviser app."""

    name = "resources.adviser"
    label = "adviser"
