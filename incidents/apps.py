"""The incidents app."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Furnish the incidents app."""

    name = "incidents"
    label = "incidents"
