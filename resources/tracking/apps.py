"""The tracking app."""

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """Furnish the tracking app."""

    name = "resources.tracking"
    label = "tracking"
