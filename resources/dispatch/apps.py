"""The dispatch app."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Furnish the dispatch app."""

    name = "resources.dispatch"
    label = "dispatch"
