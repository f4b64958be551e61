"""The plans app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Furnish the plans app."""

    name = "plans"
    label = "plans"
