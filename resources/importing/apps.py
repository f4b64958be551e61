"""The importing app."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """Furnish the importing app."""

    name = "resources.importing"
    label = "importing"
