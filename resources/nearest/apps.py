"""The nearest app."""

from django.apps import AppConfig


class NearestConfig(AppConfig):
    """Furnish the nearest app."""

    name = "resources.nearest"
    label = "nearest"
