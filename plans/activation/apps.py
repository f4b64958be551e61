"""The activation app."""

from django.apps import AppConfig


class ActivationConfig(AppConfig):
    """Furnish the activation app."""

    name = "plans.activation"
    label = "activation"
