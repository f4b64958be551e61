"""The interlock app."""

from django.apps import AppConfig


class InterlockConfig(AppConfig):
    """Furnish the interlock app."""

    name = "plans.interlock"
    label = "interlock"
