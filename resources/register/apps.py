"""The register app."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Furnish the register app."""

    name = "resources.register"
    label = "register"
