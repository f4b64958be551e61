"""The field app."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Furnish the field app."""

    name = "command.field"
    label = "field"
