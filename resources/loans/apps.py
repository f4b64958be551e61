"""The loans app."""

from django.apps import AppConfig


class LoansConfig(AppConfig):
    """Furnish the loans app."""

    name = "resources.loans"
    label = "loans"
