"""The coverage app."""

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    """Furnish the coverage app."""

    name = "resources.coverage"
    label = "coverage"
