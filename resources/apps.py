"""The resources app."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Furnish the resources app."""

    name = "resources"
    label = "resources"
