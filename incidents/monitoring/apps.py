"""The monitoring app."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Furnish the monitoring app."""

    name = "incidents.monitoring"
    label = "monitoring"
