"""The imagery app."""

from django.apps import AppConfig


class ImageryConfig(AppConfig):
    """Furnish the imagery app."""

    name = "incidents.imagery"
    label = "imagery"
