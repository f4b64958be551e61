"""The readiness app."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    """Furnish the readiness app."""

    name = "plans.readiness"
    label = "readiness"
